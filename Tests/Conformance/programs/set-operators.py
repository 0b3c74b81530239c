a = {1000, 2000}
b = {2000, 3000}
u, i, d, x = a | b, a & b, a - b, a ^ b
a |= {4000}
a &= {2000, 4000}
f = frozenset(b) | a
small = {2000} <= b, {2000} < {2000}, a.isdisjoint(b), b.issuperset([3000])
b.discard(9)
gone = b.pop()
