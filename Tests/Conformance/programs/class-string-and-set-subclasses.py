class Name(str):
    def __new__(cls, text):
        return super().__new__(cls, text.strip().title())
    def initials(self):
        return "".join(part[0] for part in self.split())
    def __len__(self):
        return 100

n = Name("  ada lovelace ")
a = n.initials(), n.upper(), n + "!", n == "Ada Lovelace", len(n), n[0]
b = type(n.upper()).__name__, type(n).__name__, n in {"Ada Lovelace": 1}, hash(n) == hash("Ada Lovelace")
c = f"{n:>15}|", "%s" % n, str(n), repr(n), "Ada" in n
d = type(str(n)).__name__, n.replace("Ada", "Eve")

class Bag(set):
    def __init__(self, items=()):
        super().__init__(items)
        self.history = []
    def add(self, item):
        self.history.append(item)
        super().add(item)

s = Bag([1, 2])
s.add(3)
s.add(3)
e = s.history, len(s), s | {9}, s & {1, 2}, s == {1, 2, 3}, 2 in s
f = repr(Bag([5])), type(s | s).__name__, sorted(s)
s.discard(1)
t = s.copy()

class Id(int):
    def __repr__(self):
        return f"Id({int(self)})"
    def __add__(self, other):
        return Id(int(self) + other)

i = Id(5000)
j = i + 1
k = i == 5000, [i, j], {i: "x y"}[5000], i * 2, -i, i < j, str(i), f"{i}", f"{i:d}"

class Text(bytes):
    pass

x = Text(b"abc")
y = x + b"d", x.upper(), x[0], len(x), x == b"abc"
