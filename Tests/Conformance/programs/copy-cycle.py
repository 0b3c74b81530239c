import copy
ring = [5000]
ring.append(ring)
twin = copy.deepcopy(ring)
flat = copy.copy(ring)
del ring
