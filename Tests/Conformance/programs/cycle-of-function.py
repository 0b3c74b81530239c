def outer():
    def inner(n):
        return inner
    return inner

f = outer()
del f
import gc
n = gc.collect()
