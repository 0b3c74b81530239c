def area(self):
    return self.width * self.height

Shape = type("Shape", (), {"width": 20, "height": 30, "area": area})
s = Shape()
a = s.area()
Square = type("Square", (Shape,), {"__init__": lambda self, side: setattr(self, "width", side)})
q = Square(5)
b = q.area(), Square.__name__, Square.__bases__, Square.__mro__[1] is Shape
k = type(q) is Square, isinstance(q, Shape), issubclass(Square, Shape), type(Shape) is type
try:
    type("Both", (Shape, Square), {})
except TypeError as error:
    c = str(error)
try:
    type("Twice", (Shape, Shape), {})
except TypeError as error:
    d = str(error)
try:
    type("Clash", (int, str), {})
except TypeError as error:
    e = str(error)
try:
    type("Bool", (bool,), {})
except TypeError as error:
    f = str(error)
Shape.depth = [40]
g = q.depth, "depth" in Shape.__dict__, "depth" in Square.__dict__
q.__class__ = Shape
h = type(q).__name__
Shape.__name__ = "Form"
i = type(s).__name__
del Shape.area
try:
    s.area()
except AttributeError as error:
    j = str(error)
