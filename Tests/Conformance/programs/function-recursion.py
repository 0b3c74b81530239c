def factorial(n):
    if n < 2:
        return 1
    return n * factorial(n - 1)

f5 = factorial(5)
f30 = factorial(30)

def depth(n):
    return 0 if n == 0 else 1 + depth(n - 1)

d = depth(200)
