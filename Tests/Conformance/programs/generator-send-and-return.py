def average():
    total = 0
    count = 0
    while count < 3:
        value = yield total
        total += value
        count += 1
    return total / count

g = average()
next(g)
a = g.send(1000)
b = g.send(2000)
try:
    g.send(3000)
except StopIteration as stop:
    c = stop.value
