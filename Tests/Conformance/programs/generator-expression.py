data = [1, 2, 3]
g = (n * 1000 for n in data)
a = next(g)
del data
total = sum(g)
del g
