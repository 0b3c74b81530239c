class Loud:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print("del", self.name)
class Ctx:
    def __init__(self, n):
        self.n = n
    def __enter__(self):
        return Loud("entered " + self.n)
    def __exit__(self, a, b, c):
        print("exit", self.n)
    def __del__(self):
        print("del ctx", self.n)
with Ctx("one") as o:
    print("inside")
o = None
with Ctx("two"):
    print("inside two")
def rec(n):
    x = Loud("rec %d" % n)
    if n:
        rec(n - 1)
    print("leaving", n)
rec(3)
def thrower(n):
    x = Loud("thrower %d" % n)
    if n == 0:
        raise KeyError("k")
    try:
        thrower(n - 1)
    finally:
        print("finally", n)
try:
    thrower(2)
except KeyError:
    print("caught")
print("after")
saved = None
try:
    thrower(1)
except KeyError as e:
    saved = e
print("held")
saved = None
print("gone")
def ret():
    x = Loud("ret")
    return Loud("value")
ret()
y = ret()
y = None
def args(*a, **k):
    print("args")
args(Loud("a0"), Loud("a1"), x=Loud("kx"), y=Loud("ky"))
def swap(p):
    p = Loud("new p")
    print("swapped")
swap(Loud("old p"))
class Chain:
    def __init__(self, n):
        self.n = n
        self.next = Chain(n - 1) if n else None
    def __del__(self):
        if self.n % 25 == 0:
            print("chain", self.n)
c = Chain(150)
c = None
class Drop:
    def __init__(self, n):
        self.n = n
        self.next = Drop(n - 1) if n else None
    def __del__(self):
        self.next = None
        if self.n % 10 == 0:
            print("drop", self.n)
c = Drop(120)
c = None
l = []
for i in range(80):
    l = [l, Loud(i), Loud(-i)]
l = None
d = {}
for i in range(60):
    d = {"in": d, "loud": Loud(i)}
d = None
