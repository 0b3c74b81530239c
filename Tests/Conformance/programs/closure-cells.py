def outer(value):
    def inner():
        return value
    return inner
f = outer([1000])
cell = f.__closure__[0]
content = cell.cell_contents
n = len(f.__closure__), outer.__closure__
del f
