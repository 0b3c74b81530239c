import sys
class A(object):
    def __init__(self, x):
        print(sys.getrefcount(self), sys.getrefcount(x), sys.getrefcount(A.__dict__['__init__']))
    def __del__(self):
        print('del', sys.getrefcount(self), sys.getrefcount(A.__dict__['__del__']))
    def __get__(self, a, b):
        print('get', sys.getrefcount(self), sys.getrefcount(a))
        return 1
    def __set__(self, a, b):
        print('set', sys.getrefcount(self), sys.getrefcount(a), sys.getrefcount(b))
    def __getattr__(self, n):
        print('getattr', sys.getrefcount(self))
        return 1
    def __enter__(self):
        print('enter', sys.getrefcount(self))
        return self
    def __exit__(self, k, e, t):
        print('exit', sys.getrefcount(self), e is None, t is None)
        return True
    def __next__(self):
        print('next', sys.getrefcount(self))
        raise StopIteration
    next = __next__
    def __iter__(self):
        print('iter', sys.getrefcount(self))
        return self
    def __format__(self, spec):
        print('format', sys.getrefcount(self))
        return 'x'
    def __setitem__(self, k, v):
        print('setitem', sys.getrefcount(self), sys.getrefcount(v))
    def __radd__(self, k):
        print('radd', sys.getrefcount(self), sys.getrefcount(k))
    def __iadd__(self, k):
        print('iadd', sys.getrefcount(self), sys.getrefcount(k))
        return self
    def __bool__(self):
        print('bool', sys.getrefcount(self))
        return True
    __nonzero__ = __bool__
    def __neg__(self):
        print('neg', sys.getrefcount(self))
        return 1
    def __index__(self):
        print('index', sys.getrefcount(self))
        return 0
    @property
    def p(self):
        print('p', sys.getrefcount(self))
        return 0
    @classmethod
    def c(cls, x):
        print('c', sys.getrefcount(x))
        return 0
    @staticmethod
    def s(x):
        print('s', sys.getrefcount(x))
        return 0
x = [1]
a = A(x)
class B(object):
    d = a
b = B()
b.d
b.d = x
a.zork
with a:
    pass
with a:
    raise IndexError(3)
for i in a:
    pass
list(a)
'{}'.format(a)
format(a)
a[0] = x
x + a
a += x
bool(a)
if a:
    pass
-a
x[a]
a.p
a.c(x)
A.s(x)
a.s(x)
A.c(x)
next(a, None)
hasattr(a, 'foo')
getattr(a, 'foo')
isinstance(a, A)
t = [a, a]
t == [x, x]
x = None
y = [7]
try:
    try:
        raise ValueError(y)
    finally:
        z = 1
except ValueError as e:
    print(sys.getrefcount(e), sys.getrefcount(y))
del b, B, t
del a
