def endless():
    held = [1000]
    while True:
        yield held

g = endless()
x = next(g)
del g
x.append(1)
