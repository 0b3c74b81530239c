class Counter:
    pass

counter = Counter()
counter.total = 1000
counter.total += 500
cells = [1000, 2000]
cells[0] += cells[1]
sums = {"x": 1000}
sums["x"] -= 1
sums["x"] += sums["x"]
