import sys
x = [1]
a = sys.getrefcount(x)
y = x
b = sys.getrefcount(x)
limit = sys.getrecursionlimit()
