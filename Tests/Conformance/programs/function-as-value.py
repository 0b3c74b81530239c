def twice(f, x):
    return f(f(x))

def more(n):
    return n + 1000

a = twice(more, 1)
g = more
table = {"f": more, "g": g}
b = table["f"](1)
del more, g
