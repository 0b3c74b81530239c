items = [[1], [2], [3]]
for item in items:
    items = None
last = item
