def numbers():
    try:
        yield 1
        yield 2
    except GeneratorExit:
        print("exit")
        raise
    finally:
        print("clean up")

g = numbers()
one = next(g)
g.close()
g.close()
h = numbers()
one = next(h)
h = None
for n in numbers():
    if n == 1:
        break
print("after the loop")
i = numbers()
i = None
def nested():
    with_first = numbers()
    yield next(with_first)
    yield next(with_first)
j = nested()
one = next(j)
j = None
def both():
    yield from numbers()
    yield 3
k = both()
one = next(k)
k.close()
k = both()
one = next(k)
try:
    k.throw(ValueError("thrown through"))
except ValueError as e:
    print(e)
def catching():
    try:
        yield 1
    except ValueError:
        yield "caught inside"
    return "result"
def outer():
    r = yield from catching()
    print("got", r)
    yield "outer goes on"
m = outer()
one = next(m)
two = m.throw(ValueError)
three = next(m)
m = None
