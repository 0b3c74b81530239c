import gc


class Node(object):
    def __init__(self):
        self.me = self


gc.collect()
young = Node()
found = [gc.collect(0), gc.collect(1)]
old = Node()
old = None
found.append(gc.collect(0))
old = Node()
gc.collect(0)
old = None
found.append(gc.collect(0))
found.append(gc.collect(1))
young = None
found.append(gc.collect(0))
found.append(gc.collect(1))
found.append(gc.collect(2))
counts = [gc.get_count()]
gc.collect(0)
gc.collect(0)
counts.append(gc.get_count()[1:])
gc.collect(1)
counts.append(gc.get_count()[1:])
gc.collect()
counts.append(gc.get_count()[1:])
print(found)
print(counts)
