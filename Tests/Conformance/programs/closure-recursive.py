def make():
    def fib(n):
        return n if n < 2 else fib(n - 1) + fib(n - 2)
    return fib

f = make()
a = f(15)
del f
