class Slot:
    def __init__(self, n):
        self.n = n
    def __del__(self):
        print("gone", self.n, len(box), list(table))

box = [Slot(0), Slot(1), Slot(2)]
table = {"k": Slot("k"), "m": Slot("m")}
box[1] = "new"
table["k"] = "new"
del box[0]
table.pop("m")
box.clear()
box = [Slot(3), Slot(4)]
box[:] = [Slot(5)]
table.update(k=Slot("kk"))
table.clear()
box += [Slot(6)]
box.reverse()
box = []
