import gc
def waiting(local):
    yield
def lost(start, given):
    generator = waiting(given)
    if start:
        next(generator)
    ring = [generator]
    ring.append(ring)
    del generator, ring
    return gc.collect()
before = gc.collect()
first = lost(False, [])
second = lost(True, [])
third = lost(False, 0)
print(first, second, third)
