a = {1, 2, 3}
b = {3, 4}
c = a | b
d = a & b
e = a - b
f = a ^ b
a.add(1000)
a.discard(2)
g = 3 in a
h = {1, 2} <= {1, 2, 3}
s = set("hello")
n = len(s)
z = frozenset([1, 2])
