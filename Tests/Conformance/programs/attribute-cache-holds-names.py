import sys
n = 2
s = "_" + "x" * n
t = "_" + "y" * n
u = "_" + "z" * n
class A(object):
    pass
class B(A):
    pass
a = A()
r = [getattr(a, s, 0)]
r.append(getattr(a, s, 0))
r.append(hasattr(B(), s))
A.q = 1
r.append(hasattr(a, s))
r.append(getattr(B(), s, None))
r.append(hasattr(A, t))
r.append(hasattr([], t))
r.append(hasattr(5, t))
r.append(hasattr(int, u))
B.w = 1
r.append(hasattr(B(), u))
del B.w
r.append(hasattr(a, u))
k = hasattr(A, u * 60)
setattr(a, s, [1])
v = getattr(a, s)
del s, t, u
