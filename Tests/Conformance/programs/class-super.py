class Base:
    def __init__(self, name):
        self.name = name
    def describe(self):
        return "base " + self.name

class Child(Base):
    def __init__(self, name, size):
        super().__init__(name)
        self.size = size
    def describe(self):
        return "child of " + super().describe()

c = Child("first one", 1000)
text = c.describe()
del c
