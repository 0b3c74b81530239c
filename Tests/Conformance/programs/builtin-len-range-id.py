r = range(5)
n = len(r) + len("héé") + len([1, 2]) + len({}) + len(())
a = [1]
b = a
same = id(a) == id(b)
items = list(r)
t = tuple(items)
s = str(1000) + str([1])
d = dict(a=1000, b="x y")
q = bool(items)
o = object()
