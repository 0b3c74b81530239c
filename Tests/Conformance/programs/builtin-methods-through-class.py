x = [3000, 1000]
list.append(x, 2000)
list.sort(x)
a = str.upper("text"), str.join("-", ["a b", "c"]), str.split("x y")
b = dict.fromkeys(["k1", "k2"], 0)
c = int.from_bytes(b"\x01\x00", "big"), int.__add__(1000, 5), int.__add__(1, 2.5)
d = list.__len__(x), tuple.__getitem__((1, [2]), 1), dict.get(b, "k1"), (5).__add__(3000)
e = object.__eq__(x, x), object.__eq__(x, [1]), "abc".__len__(), [1].__contains__(1)
f = list.append
g = f is list.append, x.append == x.append
m = x.append
m(4000)
h = list(map(str.strip, [" a ", "b "]))
i = sorted(["bb", "A"], key=str.lower)
kinds = [type(len).__name__, type(list.append).__name__, type(list.__len__).__name__, type(x.append).__name__, type(x.__len__).__name__]
t = int, str, list
n = [k.__name__ for k in t], int("42"), t[2](range(2))
j = repr(int), repr(list.append), repr(str.__add__), repr(len), bool.__mro__[1] is int
try:
    list.append(3, 4)
except TypeError as error:
    o = str(error)
try:
    str.__len__(3)
except TypeError as error:
    p = str(error)
try:
    list.append()
except TypeError as error:
    q = str(error)
