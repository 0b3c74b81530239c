class Node:
    pass

n = Node()
n.me = n
del n
items = []
items.append(items)
del items
table = {}
table["self"] = table
del table
