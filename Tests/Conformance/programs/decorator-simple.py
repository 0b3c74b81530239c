def loud(f):
    def wrapper(text):
        return f(text).upper()
    return wrapper

@loud
def greet(name):
    return "hello " + name

a = greet("ann")
inner = greet.__closure__[0].cell_contents
