total = 0
for value in [1000, 2000, 3000]:
    total += value
items = [[1], [2]]
for item in items:
    item.append(item[0])
