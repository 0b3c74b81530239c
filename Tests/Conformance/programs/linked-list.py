class Node:
    def __init__(self, value, next):
        self.value = value
        self.next = next

head = None
for v in [1000, 2000, 3000]:
    head = Node(v, head)
total = 0
node = head
while node:
    total += node.value
    node = node.next
head = head.next
del head
