class Loud:
    def __init__(self, name, **kw):
        self.name = name
        for k in kw:
            setattr(self, k, kw[k])
    def __del__(self):
        print("del", self.name)
a = Loud("a")
a = None
b = Loud("b", x=Loud("bx"), y=Loud("by"))
del b
l = [Loud("l0"), Loud("l1"), [Loud("l2"), Loud("l3")], (Loud("t0"), Loud("t1"))]
del l
l = [Loud(i) for i in range(6)]
del l[1:3]
l[0:1] = [7, 8]
l.clear()
d = {"p": Loud("p"), "q": Loud("q"), 3: Loud("r")}
d["p"] = 5
d.pop("q")
d.clear()
