class Counter:
    pass
c = Counter()
c.n = 1000
c.n += 5
rows = [[1], "a b"]
rows[0] += [2000]
rows[1] *= 2
table = {"x": 3000}
table["x"] -= 1
table["y"] = rows
table["y"][0] += (4000,)
bits = 6
bits <<= 2
bits |= 1
bits &= 7
