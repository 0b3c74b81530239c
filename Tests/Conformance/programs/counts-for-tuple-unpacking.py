pairs = [("a", 1000), ("b", 2000)]
table = {}
for name, value in pairs:
    table[name] = value
for (x, (y, z)) in [(1, (2, 3))]:
    pass
