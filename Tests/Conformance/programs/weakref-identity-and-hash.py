import weakref

class Point:
    def __init__(self, x):
        self.x = x
    def __eq__(self, other):
        return self.x == other.x
    def __hash__(self):
        return hash(self.x)

a = Point(1)
b = Point(1)
ra = weakref.ref(a)
rb = weakref.ref(b)
print(ra == rb, ra is rb, hash(ra) == hash(rb))
again = weakref.ref(a)
print(again is ra)
table = {ra: "a"}
print(table[rb])
a = None
print(ra == rb, ra == ra, hash(ra) == hash(1))
rc = weakref.ref(b)
b = Point(2)
rd = weakref.ref(b)
b = None
try:
    hash(rd)
except TypeError as e:
    print(e)
print(type(rd).__name__, rd.__callback__)
