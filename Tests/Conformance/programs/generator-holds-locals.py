def walk(items):
    first = items[0]
    yield first
    yield items

data = [[1000], [2000]]
g = walk(data)
a = next(g)
del data
b = next(g)
g.close()
