import gc
class Loud:
    def __init__(self, name, parts=()):
        self.name = name
        self.parts = parts
    def __del__(self):
        print("del", self.name)
# nested functions, closures, methods
def outer():
    a = Loud("closure")
    def inner():
        return a
    return inner
f = outer()
f = None
m = Loud("method").__del__
m = None
class K:
    attr = Loud("class attr")
K = None
n = gc.collect()
s = {Loud("in set")}
s.clear()
t = (Loud("t0"), [Loud("t1")], {"k": Loud("t2")})
t = None
x = Loud("x", [Loud("x0"), Loud("x1", [Loud("deep")])])
x.parts[1].parts.append(Loud("late"))
del x
# dict replaced
d = {i: Loud(i) for i in range(4)}
d = {}
d.update(a=Loud("ua"), b=Loud("ub"))
d.update(a=1)
d.setdefault("c", Loud("uc"))
d.popitem()
d |= {"b": 2}
l = [Loud("sort2"), Loud("sort1")]
l.sort(key=lambda o: o.name)
l *= 0
l = [Loud(0), Loud(1), Loud(2), Loud(3), Loud(4)]
l[::2] = [7, 8, 9]
l[1:] = []
l.append(Loud("p"))
l.pop()
l.extend([Loud("e0"), Loud("e1")])
l += [Loud("e2")]
l.remove(0) if 0 in l else None
l.insert(0, Loud("i"))
del l[0]
del l[-1]
l = l + [Loud("plus")]
l = l[:1]
a, b = Loud("ta"), Loud("tb")
a, b = b, a
a = b = None
for x in [Loud("f0"), Loud("f1"), Loud("f2")]:
    print("body")
x = None
z = [Loud("comp%d" % i).name for i in range(3)]
print(len([Loud("len")]), str(Loud("str"))[:6])
q = Loud("q") if Loud("cond") else 0
w = Loud("w") and 5
i = 0
while Loud("while") and i < 2:
    i += 1
g = (Loud("genexp%d" % i) for i in range(3))
v = next(g)
v = next(g)
del g
v = None
def default(p=Loud("default")):
    pass
default = None
