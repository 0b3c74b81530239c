from array import array
a = array("i", [1, 2, 3])
b = a
a.append(4)
c = a[1:]
d = a[0]
a += array("i", [9])
e = a + c
f = a * 2
del a[0]
a[1:2] = array("i", [5, 6, 7])
items = list(a)
it = iter(a)
first = next(it)
g = array("d", (1.5, 2))
h = a.pop(), a.index(6), a.count(5), a.tolist(), 7 in a
a.reverse()
same = array("i", [1]) == array("d", [1.0]), array("b", [1]) < array("b", [2])
