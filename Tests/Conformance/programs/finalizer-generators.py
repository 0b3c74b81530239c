class D:
    def __init__(self, n):
        self.n = n
    def __del__(self):
        print("del", self.n)
def gen(n):
    x = D("local of %s" % n)
    try:
        yield 1
        yield 2
    finally:
        print("finally", n)
def outer():
    y = D("outer")
    try:
        yield from gen("inner")
    except GeneratorExit:
        print("exit seen")
        raise
    finally:
        print("outer finally")
g = outer()
next(g)
g = None
def stubborn():
    try:
        yield 1
    except GeneratorExit:
        print("ignored")
        yield 2
g = stubborn()
next(g)
g = None
print("goes on")
def failing():
    try:
        yield 1
    finally:
        raise ValueError("from finally")
g = failing()
next(g)
del g
print("still")
def ret():
    try:
        yield 1
    except GeneratorExit:
        print("returns")
        return 5
g = ret()
next(g)
g.close()
g = ret()
next(g)
g = [g]
g = None
def plain():
    a = D("plain a")
    items = [D("item")]
    for i in items:
        yield i.n
g = plain()
print(next(g))
g = None
h = gen("never started")
h = None
import gc
def selfish():
    me = yield
    try:
        yield
    finally:
        print("collected generator")
g = selfish()
next(g)
g.send(g)
g = None
n = gc.collect()
print(n)
with_in = None
def ctx():
    with C() as c:
        yield c
class C:
    def __enter__(self):
        return self
    def __exit__(self, *a):
        print("exit", a[0].__name__)
g = ctx()
next(g)
g = None
inner = gen("shared")
def delegate():
    yield from inner
g = delegate()
next(g)
g = None
print(list(inner))
