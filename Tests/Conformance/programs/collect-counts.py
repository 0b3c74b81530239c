import gc

class Node:
    pass

class Named:
    def __init__(self, name):
        self.name = name

gc.collect()
a = Node()
a.me = a
del a
plain = gc.collect()
b = Named("b")
b.items = [b]
del b
with_list = gc.collect()
c = []
c.append(c)
del c
of_list = gc.collect()
d = {}
d["me"] = d
del d
of_dict = gc.collect()
def outer():
    def inner():
        return inner
    return inner

outer()
of_closure = gc.collect()
e = [Node() for _ in range(3)]
for n in e:
    n.all = e
del e, n
of_three = gc.collect()
