def first():
    return 3000, "two words", (1, 2), 2.5

def second(n):
    a = 3000
    return a, "two words", (1, 2), n

a = first()
b = first()
c = second(1)
d = 3000
e = a[0] is d
f = a[2] is c[2]
