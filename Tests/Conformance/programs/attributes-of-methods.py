class A:
    def f(self):
        "what it does"
        return 1
    @staticmethod
    def s():
        pass
    @classmethod
    def c(cls):
        pass
    @property
    def p(self):
        return 2
    @p.setter
    def p(self, value):
        pass

a = A()
m = a.f
x = m.__self__, m.__func__, m.__name__, m.__doc__, m.__qualname__
y = A.c.__self__, A.c.__func__
z = A.__dict__["p"]
w = z.fget, z.fset, z.fdel
v = A.__dict__["s"].__func__
l = []
u = l.append
t = u.__self__ is l, u.__name__
k = [type(k) for k in (property, staticmethod, classmethod, super)]
i = isinstance(z, property), isinstance(A.__dict__["s"], staticmethod)
def g():
    yield r.gi_running
r = g()
q = r.gi_running, next(r), r.gi_running
