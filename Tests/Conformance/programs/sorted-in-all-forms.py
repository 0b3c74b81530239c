words = ["bb", "a", "ccc"]
a = sorted(words)
b = sorted(words, key=len, reverse=True)
words.sort(key=lambda w: w[-1])
c = sorted({3: "x", 1: "y"})
d = sorted([(2, "b"), (1, "z")], key=lambda p: p[1])
e = min(words, key=len), max([1000, 2000]), min([], default=None)
words.sort(key=len, reverse=True)
sorted([1, "a"])
