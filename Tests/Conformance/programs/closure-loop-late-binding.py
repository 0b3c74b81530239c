def make():
    functions = []
    for n in range(3):
        def f():
            return n
        functions.append(f)
    return functions

fs = make()
r = [fs[0](), fs[1](), fs[2]()]
