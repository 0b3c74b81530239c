a = b = c = [1, 2, 3]
del a, b
d = c
del (c, d)
