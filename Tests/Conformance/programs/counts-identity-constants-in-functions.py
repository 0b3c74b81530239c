def first():
    return 3000, "two words", (1, 2), 2.5

def second():
    return 3000, "two words", (1, 2), 2.5

a = first()
b = first()
c = second()
d = 3000
e = a[0] is d
f = a[2] is c[2]
