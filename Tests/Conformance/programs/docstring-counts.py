def f():
    "a text of its own"
d = f.__doc__
del f
