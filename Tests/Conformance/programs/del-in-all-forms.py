class Thing:
    pass
a = b = [1000, [2000, 3000]]
t = Thing()
t.x = a
d = {"k": a}
del a[1][0]
del d["k"], t.x
del (a, b)
x = y = z = "two words"
del (x, y), [z]
