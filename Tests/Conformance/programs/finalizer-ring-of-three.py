import gc

class Ring:
    def __init__(self, name):
        self.name = name
        self.next = None
    def __del__(self):
        print("del", self.name, self.next.name)

c = Ring("c")
b = Ring("b")
a = Ring("a")
a.next = b
b.next = c
c.next = a
del a, b, c
found = gc.collect()
again = gc.collect()
root = Ring("root")
left = Ring("left")
right = Ring("right")
root.next = left
left.next = right
right.next = left
del root, left, right
found = gc.collect()
print(found)
