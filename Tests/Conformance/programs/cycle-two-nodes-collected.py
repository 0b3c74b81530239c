import gc

class Node:
    def __init__(self, name):
        self.name = name

a = Node("a node")
b = Node("b node")
a.other = b
b.other = a
del a, b
n = gc.collect()
