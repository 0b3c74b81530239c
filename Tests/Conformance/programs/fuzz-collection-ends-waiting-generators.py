import gc

def waiting(local):
    yield

def lost(start):
    generator = waiting([])
    if start:
        next(generator)
    ring = [generator]
    ring.append(ring)
    del generator, ring
    return gc.collect()

before = gc.collect()
unstarted = lost(False)
started = lost(True)
