class Proxy:
    def __init__(self, target):
        object.__setattr__(self, "target", target)
        object.__setattr__(self, "log", [])
    def __getattr__(self, name):
        self.log.append("get " + name)
        return getattr(self.target, name)
    def __setattr__(self, name, value):
        self.log.append("set " + name)
        setattr(self.target, name, value)
    def __delattr__(self, name):
        self.log.append("del " + name)
        delattr(self.target, name)

class Thing:
    pass

t = Thing()
p = Proxy(t)
p.size = [1000]
a = p.size
b = a is t.size
del p.size
try:
    p.size
except AttributeError as error:
    m = str(error)
log = p.log

class Upper:
    def __getattribute__(self, name):
        if name.startswith("x"):
            return name.upper()
        return super().__getattribute__(name)

u = Upper()
u.y = [3]
v = u.xyz, u.y
h = hasattr(u, "nothing"), getattr(u, "nothing", "a default")

class Strict:
    __slots__ = ()
    def __setattr__(self, name, value):
        raise AttributeError("no " + name)

try:
    Strict().a = 1
except AttributeError as error:
    n = str(error)
