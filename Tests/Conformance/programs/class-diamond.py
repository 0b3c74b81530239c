class A:
    tag = "a"

class B(A):
    pass

class C(A):
    tag = "c"

class D(B, C):
    pass

d = D()
t = d.tag
