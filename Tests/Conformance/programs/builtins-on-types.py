class A:
    pass

class B(A):
    pass

b = B()
r = [isinstance(b, A), issubclass(B, A), isinstance(1, (str, int)), type(b) is B, callable(A), type(1).__name__]
setattr(b, "x", 1000)
g = getattr(b, "x"), getattr(b, "y", "default value")
h = hasattr(b, "y")
delattr(b, "x")
