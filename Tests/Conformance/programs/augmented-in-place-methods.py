class Bag:
    def __init__(self):
        self.items = []
    def __iadd__(self, item):
        self.items.append(item)
        return self

bag = Bag()
other = bag
bag += "first thing"
same = bag is other
s = {1}
t = s
s |= {2}
