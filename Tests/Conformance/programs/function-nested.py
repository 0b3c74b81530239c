def outer(n):
    def inner(k):
        return k + 1000
    return inner(n) + inner(n)

a = outer(1)
