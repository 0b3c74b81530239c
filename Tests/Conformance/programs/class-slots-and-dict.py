class Point:
    __slots__ = ("x", "y")
    def __init__(self, x, y):
        self.x = x
        self.y = y

class Named(Point):
    def __init__(self, x, y, name):
        super().__init__(x, y)
        self.name = name

class Pixel(Point):
    __slots__ = "colour"

p = Point([1], [2])
n = Named([3], [4], "a point")
n.more = [5]
q = Pixel(p.x, n)
try:
    p.z = 1
except AttributeError as error:
    a = str(error)
try:
    q.colour
except AttributeError as error:
    b = str(error)
q.colour = (1, 2.5)
del q.x
try:
    q.x
except AttributeError as error:
    c = str(error)
has = hasattr(p, "__dict__"), hasattr(n, "__dict__"), hasattr(q, "colour")
s = Point.__slots__
d = n.__dict__
x = Point.x
y = x.__get__(p)
try:
    class Wrong:
        __slots__ = ("value",)
        value = 3
except ValueError as error:
    e = str(error)
try:
    class Both(Pixel, Named):
        pass
    f = Both.__name__
except TypeError as error:
    f = str(error)
n.x = n
del n, q
import gc
k = gc.collect()
