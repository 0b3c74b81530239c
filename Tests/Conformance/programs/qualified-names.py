class A:
    class B:
        pass
    def f(self): pass
def g():
    def h(): pass
    return h
q = A.B.__qualname__
r = A.f.__qualname__
s = g().__qualname__
h = g()
t = h.__qualname__
i = g()
l = lambda: 0
u = l.__qualname__
v = l.__name__
