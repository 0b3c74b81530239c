import gc


class Node(object):
    alive = 0

    def __init__(self):
        self.me = self
        Node.alive += 1


gc.collect()
gc.set_threshold(10, 3, 2)
counts = [gc.get_threshold(), gc.isenabled()]
keep = []
for i in range(60):
    keep.append([i])
    counts.append(gc.get_count())
keep = None
gc.disable()
rubbish = [Node() for i in range(30)]
rubbish = None
counts += [gc.get_count()[0] > 30, gc.isenabled()]



def collect_now():
    gc.enable()
    extra = set()
    return gc.get_count()


counts += collect_now()
gc.set_threshold(0)
many = [[] for i in range(50)]
counts += gc.get_count()
gc.set_threshold(700, 10, 10)
print(counts)
