class D:
    def __init__(self, n):
        self.n = n
    def __del__(self):
        print("del", self.n)

total = sum(D(i).n for i in range(3))
pairs = [(D("a").n, D("b").n)]
for d in (D("t0"), D("t1")):
    print("body", d.n)
print("loop over")
d = None
for i in range(2):
    e = D("e%d" % i)
print("e stays")
e = None
while True:
    w = D("w")
    break
w = None
z = list(zip([D("z0")], [D("z1")]))
z = None
s = sorted([D(2), D(1)], key=lambda d: d.n)
s.pop()
s = None
x = [D("x")] * 2
x[0] = None
x[1] = None
