class Shape:
    """A shape has an area and a name."""
    count = 0
    def __init__(self, name: str) -> None:
        self.name = name
        Shape.count += 1
    def area(self) -> float:
        raise NotImplementedError(f"{type(self).__name__} has no area")
    def __str__(self):
        return f"{self.name} of area {self.area():.2f}"
    def __lt__(self, other: "Shape") -> bool:
        return self.area() < other.area()

class Circle(Shape):
    pi: float = 3.14159
    def __init__(self, radius: float):
        super().__init__("a circle")
        self.radius = radius
    def area(self):
        return self.pi * self.radius ** 2
    @classmethod
    def unit(cls):
        return cls(1.0)
    @staticmethod
    def is_radius(value):
        return value > 0

class Rectangle(Shape):
    def __init__(self, width, height):
        super().__init__("a rectangle")
        self.width, self.height = width, height
    def area(self):
        return self.width * self.height

class Square(Rectangle):
    def __init__(self, side):
        super().__init__(side, side)
        self.name = "a square"

shapes = [Circle(2.5), Rectangle(30, 40), Square(20), Circle.unit()]
texts = [str(s) for s in shapes]
biggest = max(shapes, key=lambda s: s.area())
small = min(shapes)
order = [s.name for s in sorted(shapes)]
n = Shape.count, Square.count
try:
    Shape("nothing").area()
except NotImplementedError as error:
    m = str(error)
h = Circle.__annotations__, Shape.__init__.__annotations__
ok = Circle.is_radius(-1)
