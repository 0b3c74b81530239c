def inner():
    result = yield 1
    return [result, 2000]

def outer():
    value = yield from inner()
    yield value

g = outer()
a = next(g)
b = g.send("sent text")
del g
