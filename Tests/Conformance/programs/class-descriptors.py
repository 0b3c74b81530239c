class Positive:
    """A descriptor that refuses what is not above zero."""
    def __set_name__(self, owner, name):
        self.name = "_" + name
        self.owner = owner.__name__
    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        return getattr(instance, self.name)
    def __set__(self, instance, value):
        if value <= 0:
            raise ValueError(f"{self.name} must be positive")
        setattr(instance, self.name, value)

class Lazy:
    def __init__(self, function):
        self.function = function
        self.name = function.__name__
    def __get__(self, instance, owner):
        value = self.function(instance)
        instance.__dict__[self.name] = value
        return value

class Box:
    width = Positive()
    height = Positive()
    def __init__(self, width, height):
        self.width = width
        self.height = height
    @Lazy
    def area(self):
        return [self.width * self.height]

b = Box(20, 30)
w = b.width
first = b.area
second = b.area
same = first is second
d = Box.width
n = d.name, d.owner
try:
    b.height = -1
except ValueError as error:
    m = str(error)
v = vars(b)
v["width"] = 5000
x = b.width
del b
