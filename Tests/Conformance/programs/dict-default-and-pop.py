d = {}
for word in ["a b", "c d", "a b"]:
    d.setdefault(word, []).append(1000)
gone = d.pop("a b")
missing = d.pop("x y", None)
last = d.popitem()
e = dict.fromkeys(["k l", "m n"], gone)
f = dict([("p q", 2000)], r=3000)
d.popitem()
