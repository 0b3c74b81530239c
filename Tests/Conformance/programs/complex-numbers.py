a = 3 + 4j
b = abs(a)
c = a * a
d = a.real, a.imag
e = a.conjugate()
