import sys
x = [1]
a = sys.getrefcount(x)
y = x
b = sys.getrefcount(x)
sys.setrecursionlimit(2000)
limit = sys.getrecursionlimit()
