log = []

def f(n):
    log.append(n)
    return n

a = f(1) < f(2) < f(3)
b = f(3) < f(2) < f(1)
