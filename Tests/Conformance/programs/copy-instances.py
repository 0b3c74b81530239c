import copy
class Node:
    def __init__(self, value):
        self.value = value
        self.next = None
first = Node([1])
first.next = Node([2])
first.next.next = first
flat = copy.copy(first)
deep = copy.deepcopy(first)
shared = flat.next is first.next, deep.next is first.next, deep.next.next is deep
