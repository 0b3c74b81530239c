x = [o for o in (1000, 5.5)]
y = [o for o in (1000, 5.5)]
for o in (7000, 2.25):
    z = o
def f():
    return [p for p in (3000, 4.5)]
w = f()
v = f()
s = {q for q in (1001, "a b")}
del x
