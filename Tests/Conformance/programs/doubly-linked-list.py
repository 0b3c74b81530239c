class Node:
    def __init__(self, value):
        self.value = value
        self.prev = None
        self.next = None

class Chain:
    def __init__(self):
        self.head = self.tail = None
    def append(self, value):
        node = Node(value)
        if self.tail is None:
            self.head = self.tail = node
        else:
            node.prev, self.tail.next = self.tail, node
            self.tail = node
    def __iter__(self):
        node = self.head
        while node:
            yield node.value
            node = node.next

chain = Chain()
for v in "abc":
    chain.append(v * 3)
values = list(chain)
del chain
import gc
n = gc.collect() > 0
