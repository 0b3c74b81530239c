class Node:
    pass

node = Node()
node.value = [1]
keep = node.value
del node.value
node.value = keep
del keep
del node.value
