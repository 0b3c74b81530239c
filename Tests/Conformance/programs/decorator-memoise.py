def memoise(f):
    cache = {}
    def wrapper(n):
        if n not in cache:
            cache[n] = f(n)
        return cache[n]
    wrapper.cache = cache
    return wrapper

@memoise
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)

a = fib(40)
n = len(fib.cache)
