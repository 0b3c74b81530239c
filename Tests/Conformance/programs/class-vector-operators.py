class Vector:
    def __init__(self, x, y):
        self.x = x
        self.y = y
    def __repr__(self):
        return f"Vector({self.x}, {self.y})"
    def __eq__(self, other):
        if not isinstance(other, Vector):
            return NotImplemented
        return self.x == other.x and self.y == other.y
    def __hash__(self):
        return hash((self.x, self.y))
    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)
    def __sub__(self, other):
        return Vector(self.x - other.x, self.y - other.y)
    def __mul__(self, factor):
        if isinstance(factor, Vector):
            return self.x * factor.x + self.y * factor.y
        return Vector(self.x * factor, self.y * factor)
    def __rmul__(self, factor):
        return self * factor
    def __truediv__(self, number):
        return Vector(self.x / number, self.y / number)
    def __neg__(self):
        return Vector(-self.x, -self.y)
    def __abs__(self):
        return (self.x ** 2 + self.y ** 2) ** 0.5
    def __bool__(self):
        return bool(self.x or self.y)
    def __iter__(self):
        return iter((self.x, self.y))
    def __getitem__(self, place):
        return (self.x, self.y)[place]
    def __len__(self):
        return 2
    def __round__(self, digits=0):
        return Vector(round(self.x, digits), round(self.y, digits))
    def __matmul__(self, other):
        return self * other
    def __iadd__(self, other):
        self.x += other.x
        self.y += other.y
        return self

a = Vector(300, 400)
b = Vector(1, 2)
c = a + b
d = 3 * b
e = abs(a)
f = [-a, a - b, a * b, a @ b, b / 4]
g = bool(Vector(0, 0)), a == Vector(300, 400), a != b, a == "a vector"
h = {a: "first vector", b: "second vector"}
i = h[Vector(1, 2)]
x, y = a
j = list(a), a[0], a[-1], len(a), 400 in a
k = a
a += b
l = a is k
m = round(Vector(1.26, 3.14159), 1)
n = sum([b, b], Vector(0, 0))
o = str(n)
try:
    a + 1
except AttributeError as error:
    p = str(error)
try:
    a < b
except TypeError as error:
    q = str(error)
