count = [1000]
def outer():
    level = "outer"
    def middle():
        nonlocal level
        level = "middle"
        def inner():
            global count
            nonlocal level
            count = [2000]
            level += " inner"
            return level
        return inner()
    return middle(), level
r = outer()
def declare():
    global fresh
    for fresh in [3000, 4000]:
        pass
declare()
