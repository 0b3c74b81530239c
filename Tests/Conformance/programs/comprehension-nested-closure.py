def table(base):
    return [[base + x * y for x in range(3)] for y in range(3)]

grid = table(1000)
