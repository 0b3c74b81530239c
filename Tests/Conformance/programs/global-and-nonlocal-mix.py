level = 1

def outer():
    level = 2
    def inner():
        nonlocal level
        level = 3
        def innermost():
            global level
            level = 1000
        innermost()
        return level
    return inner(), level

result = outer()
