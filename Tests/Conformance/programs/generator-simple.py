def count(n):
    while n > 0:
        yield n
        n -= 1

g = count(3)
a = next(g)
b = next(g)
rest = list(g)
del g
