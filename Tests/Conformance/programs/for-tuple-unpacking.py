pairs = [("a", 1000), ("b", 2000)]
table = {}
for name, value in pairs:
    table[name] = value
nested = [(1, (2, 3))]
for (x, (y, z)) in nested:
    pass
