a = [1, 2]
b = [1, 2]
r = [1 < 2, 2 <= 1, 1 != 1.0, "a" < "b", a == b, a is b, a is not b, (1, 2) < (1, 3), [1] != [1]]
chain = 1 < 2 < 3 > 2
none = None is None
