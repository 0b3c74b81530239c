class Circle:
    def __init__(self, radius):
        self._radius = radius
    @property
    def area(self):
        return 3 * self._radius ** 2
    @property
    def radius(self):
        return self._radius
    @radius.setter
    def radius(self, value):
        if value < 0:
            raise ValueError("negative radius")
        self._radius = value

c = Circle(10)
a = c.area
c.radius = 20
b = c.area
try:
    c.radius = -1
except ValueError as error:
    d = str(error)
