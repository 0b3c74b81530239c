class Point:
    pass


def check():
    if 280 or True:
        return
    {2147483648}


def other(n):
    assert n or 1, 70000
    return n if (n or 0) and not 5 else 80000


Point.shared = 2147483648
Point.other = 70000
Point.third = 80000
check()
result = other(3)
