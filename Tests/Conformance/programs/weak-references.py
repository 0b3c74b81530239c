import weakref

class Node:
    pass

n = Node()
r = weakref.ref(n)
alive = r() is n
del n
gone = r() is None
