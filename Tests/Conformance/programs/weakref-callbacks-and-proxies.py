import weakref
class Node:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print("del", self.name)
def note(r):
    print("callback", r() is None)
n = Node("n")
r = weakref.ref(n)
same = weakref.ref(n) is r
c = weakref.ref(n, note)
other = weakref.ref(n, note)
print(c is other, c == other, r == c, weakref.getweakrefcount(n))
refs = weakref.getweakrefs(n)
print(len(refs), refs[0] is r, refs[1] is other, refs[2] is c)
alive = r() is n
h = hash(r) == hash(n)
d = {r: 1}
found = d[weakref.ref(n)]
m = n
del n
del m
gone = r() is None
print(r == c, r == r, repr(r)[-7:])
refs = None
def cb(i):
    def call(r):
        print("callback", i)
    return call
n = Node("two")
rs = [weakref.ref(n, cb(i)) for i in range(4)]
n = None
n = Node("three")
rs = [weakref.ref(n, cb(i)) for i in range(3)]
del rs[1]
n = None
p = Node("proxied")
q = weakref.proxy(p)
print(q.name, q == p, type(q).__name__, q is weakref.proxy(p))
q.extra = 5
print(p.extra)
del q.extra
try:
    hash(q)
except TypeError as e:
    print(e)
p = None
try:
    q.name
except ReferenceError as e:
    print(e)
for x in [1, "s", [], {}, (), None, object(), 2.5]:
    try:
        weakref.ref(x)
    except TypeError as e:
        print(e)
x = None
def f():
    pass
wf = weakref.ref(f)
ws = weakref.ref(Node, note)
st = {1, 2}
wst = weakref.ref(st, note)
st = None
f = None
print(wf() is None, ws() is Node)
class Bad:
    pass
b = Bad()
def failing(r):
    raise KeyError("in callback")
w = weakref.ref(b, failing)
b = None
print("goes on", w())
def g():
    yield 1
gg = g()
wg = weakref.ref(gg, note)
gg = None
class Late:
    def __del__(self):
        print("in del", self.w() is self)
l = Late()
l.w = weakref.ref(l)
lw = weakref.ref(l, note)
l = None
print(weakref.getweakrefcount(3))
