def deep(n):
    held = [n]
    if n == 0:
        return held[5]
    return deep(n - 1)

x = deep(3)
