class Node:
    def __init__(self, next):
        self.next = next

tail = Node(None)
a = Node(tail)
b = Node(a)
a.back = b
del a, b
del tail
