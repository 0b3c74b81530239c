class Node:
    pass

n = Node()
del Node
