import gc


class Node(object):
    alive = 0

    def __init__(self):
        self.me = self
        Node.alive += 1


gc.collect()
gc.set_threshold(10, 3, 2)
print(gc.get_threshold(), gc.isenabled())
counts = []
keep = []
for i in range(60):
    keep.append([i])
    counts.append(gc.get_count())
print(counts)
keep = None
gc.disable()
rubbish = [Node() for i in range(30)]
rubbish = None
print(gc.get_count()[0] > 30, gc.isenabled())
gc.enable()
extra = []
print(gc.get_count()[1:])
gc.set_threshold(0)
many = [[] for i in range(50)]
print(gc.get_count()[0] > 40)
gc.set_threshold(700, 10, 10)
