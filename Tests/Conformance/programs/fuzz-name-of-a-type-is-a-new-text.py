class Node:
    pass


a = type(5).__name__
b = type(6).__name__
c = type(Node()).__name__
same = a is b, c is Node.__name__
