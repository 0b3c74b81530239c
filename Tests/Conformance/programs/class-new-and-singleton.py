class Registry:
    only = None
    def __new__(cls, *names):
        if cls.only is None:
            cls.only = super().__new__(cls)
            cls.only.names = []
        return cls.only
    def __init__(self, *names):
        self.names.extend(names)

a = Registry("first one")
b = Registry("second one")
same = a is b
n = a.names

class Celsius(float):
    def __new__(cls, value, unit="C"):
        if unit == "F":
            value = (value - 32) * 5 / 9
        return super().__new__(cls, value)
    def __init__(self, value, unit="C"):
        self.unit = unit
    def __repr__(self):
        return f"Celsius({float(self):.1f})"

t = Celsius(212, "F")
u = t + 1
k = type(u).__name__, t.unit, t > 99, t == 100.0, round(t), repr(t), int(t)

class Pair(tuple):
    def __new__(cls, left, right):
        return super().__new__(cls, (left, right))
    @property
    def left(self):
        return self[0]
    def __add__(self, other):
        return Pair(self[0] + other[0], self[1] + other[1])

p = Pair([1], 2000)
q = p + p
l = p.left
x, y = q
z = p == ([1], 2000), len(p), p[1:], tuple(p)
w = isinstance(p, tuple), p.count(2000), hash(Pair(1, 2)) == hash((1, 2))

class Even(int):
    def __new__(cls, value):
        if value % 2:
            return value
        return super().__new__(cls, value)

e = Even(1000), Even(7)
o = type(e[0]).__name__, type(e[1]).__name__, e[0] + 1, e[0].bit_length()
try:
    object.__new__(int)
except TypeError as error:
    m = str(error)
try:
    Registry.__new__()
except TypeError as error:
    g = str(error)
