import gc
class Node:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print("del", self.name)
a = Node("a")
b = Node("b")
a.other = b
b.other = a
del a, b
n = gc.collect()
n = 0
class Res:
    saved = []
    def __del__(self):
        Res.saved.append(self)
        print("saved")
r = Res()
r.me = r
r.child = Node("child")
del r
n = gc.collect()
print(n)
Res.saved.clear()
n = gc.collect()
print(n)
class Bad:
    def __del__(self):
        print("bad")
        raise ValueError("in del")
x = Bad()
x = None
print("goes on")
c = Node("c")
d = Node("d")
e = Node("e")
d.n = e; e.n = c; c.n = d
del c, d, e
print(gc.collect())
