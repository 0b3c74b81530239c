def counter():
    total = 1000
    def bump():
        nonlocal total
        total += 1
        return total
    return bump

c = counter()
a = c()
b = c()
