def repeat(times):
    def decorate(f):
        def wrapper(*args, **kwargs):
            return [f(*args, **kwargs) for _ in range(times)]
        return wrapper
    return decorate

@repeat(3)
def make(value, extra=None):
    return [value, extra]

a = make(1000, extra="x y")
