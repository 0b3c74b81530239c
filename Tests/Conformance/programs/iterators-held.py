data = [1000, 2000, 3000]
it = iter(data)
a = next(it)
del data
rest = list(it)
z = zip([1], "a")
p = next(z)
e = enumerate(["x y"])
q = next(e)
del it, z, e
