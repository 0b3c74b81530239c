class Plugin:
    registry = {}
    def __init_subclass__(cls, name=None, **rest):
        super().__init_subclass__(**rest)
        cls.name = name or cls.__name__
        Plugin.registry[cls.name] = cls

class Reader(Plugin, name="reads"):
    pass

class Writer(Plugin):
    def __call__(self, *words, sep=" "):
        return sep.join(words)

keys = list(Plugin.registry)
w = Writer()
s = w("two", "words", sep="-")
c = callable(w), callable(Writer), callable(3)
names = [k.__name__ for k in Plugin.__subclasses__()]
try:
    class Wrong(Reader, colour="red"):
        pass
except TypeError as error:
    m = str(error)

class Field:
    def __init__(self, kind):
        self.kind = kind
    def __set_name__(self, owner, name):
        self.name = name

class Person:
    name = Field(str)
    age = Field(int)

f = Person.name.name, Person.age.kind
