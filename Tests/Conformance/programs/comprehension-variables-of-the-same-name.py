def f(n):
    x = [n]
    a = [x for x in range(n) if x]
    b = {x: [y + n for y in a] for x in a}
    fs = [lambda: x + n for x in range(3)]
    def g():
        return x
    c = [g2() for g2 in fs]
    try:
        d = [1 / (x - 1) for x in range(3)]
    except ZeroDivisionError as e:
        d = e.__traceback__.tb_next
    return a, b, fs, g, c, d, x
r = f(4)
x = [7.5]
s = {x for x in (1000, 5.5)}
t = [[x, y] for x in (1, 2) for y in (x, 3)]
fs = [lambda: (x, z) for x in range(2) for z in (x, 4)]
u = [h() for h in fs]
try:
    v = [k.missing for k in t]
except AttributeError as e:
    w = e
class K:
    z = 5
    y = [z for z in (1, 2.25)]
    q = [m for m in [z, [z]]]
def gen():
    yield [i for i in (yield)]
ge = gen()
next(ge)
it = ge.send([1000])
n = [last := p for p in [[1], [2]]]
m = [[j for j in range(i)] for i in range(3)]
del fs
