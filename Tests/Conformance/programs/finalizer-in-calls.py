class Loud:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print("del", self.name)
def f(p, q):
    a = Loud("local a")
    b = Loud("local b")
    print("in f")
    del b
    print("end of f")
f(Loud("p"), Loud("q"))
def g():
    a = Loud("g.a")
    b = Loud("g.b")
    raise ValueError("x")
try:
    g()
except ValueError as e:
    print("caught", e)
print("after")
x = Loud("left"), Loud("right")
x = 0
Loud("temp")
print(Loud("arg").name)
def gen():
    a = Loud("gen.a")
    try:
        yield 1
        yield 2
    finally:
        print("finally")
G = gen()
next(G)
del G
for i in gen():
    break
print("loop left")
class R:
    keep = []
    def __del__(self):
        print("resurrect")
        R.keep.append(self)
r = R()
r = None
print(len(R.keep))
R.keep.clear()
print("done")
