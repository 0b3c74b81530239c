import gc
import weakref
class Node:
    def __init__(self, name):
        self.name = name
        self.other = None
    def __del__(self):
        print("del", self.name, w() is None)
class Plain:
    pass
def note(r):
    print("callback", r() is None)
w = None
a = Node("a")
b = Node("b")
a.other = b
b.other = a
w = weakref.ref(a, note)
del a, b
n = gc.collect()
print(n)
p = Plain()
p.me = p
p.w = weakref.ref(p, note)
del p
n = gc.collect()
print(n)
p = Plain()
p.me = p
q = Plain()
q.me = q
r1 = weakref.ref(p, note)
r2 = weakref.ref(q, note)
del p, q
n = gc.collect()
print(n)
class Res:
    def __del__(self):
        global saved
        saved = self
x = Res()
x.me = x
wx = weakref.ref(x)
del x
n = gc.collect()
print(n, wx(), saved.me is saved)
saved.me = None
saved = None
tree = Plain()
tree.kids = [Plain(), Plain()]
for k in tree.kids:
    k.parent = weakref.ref(tree, note)
k = None
tree = None
root = Plain()
root.kid = Plain()
root.kid.parent = weakref.proxy(root)
print(root.kid.parent.kid is root.kid)
root = None
n = gc.collect()
print(n)
