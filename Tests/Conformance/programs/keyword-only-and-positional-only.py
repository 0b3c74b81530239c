def f(a, /, b, *, c=3000):
    return [a, b, c]

x = f(1, 2)
y = f(1, b=2, c=4)
try:
    f(a=1, b=2)
except TypeError as error:
    z = str(error)
