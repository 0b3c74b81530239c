def depth(n):
    try:
        return depth(n + 1)
    except RecursionError:
        return n

deep = depth(0) > 500
