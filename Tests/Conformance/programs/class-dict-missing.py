class Counter(dict):
    def __missing__(self, key):
        return 0

    def count(self, words):
        for word in words:
            self[word] += 1
        return self


class Defaults(dict):
    def __init__(self, make, **given):
        super().__init__(**given)
        self.make = make

    def __missing__(self, key):
        value = self[key] = self.make()
        return value


c = Counter().count("the cat and the dog".split())
n = c["the"], c["bird"], "bird" in c, c.get("bird")
d = Defaults(list, first=[0])
d["a"].append(1)
d["a"].append(2)
e = d["first"]
keys = list(d)
items = [(k, v) for k, v in d.items()]
m = d.make
try:
    Counter.__getitem__(d, "q r")
except KeyError as error:
    x = error.args
f = dict(d)
g = d == f
del d["a"]
h = {**d}
z = d.pop("first", None)
w = len(d), bool(d), d.__dict__
