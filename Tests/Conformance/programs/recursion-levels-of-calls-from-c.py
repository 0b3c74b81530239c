n = 0
def reset():
    global n
    n = 0
def count():
    global n
    n += 1
def measure(name, f, x):
    reset()
    try:
        f(x)
    except RuntimeError as error:
        print(name, n, str(error))
def a(x):
    count()
    return sorted([x], key=a)
measure('sorted', a, 1)
def b(x):
    count()
    return list(map(b, [x]))
measure('map', b, 1)
def c(x):
    count()
    return max([x], key=c)
measure('max', c, 1)
def d(x):
    count()
    return any(map(d, [x]))
measure('any', d, 1)
def e(x):
    count()
    return tuple(filter(e, [x]))
measure('filter', e, 1)
def f(x):
    count()
    return f(*[x])
measure('spread', f, 1)
def g(x):
    count()
    [].extend(map(g, [x]))
measure('extend', g, 1)
def h(x):
    count()
    [x].sort(key=h)
measure('sort', h, 1)
def i(x):
    count()
    return set(map(i, [x]))
measure('set', i, 1)
def j(x):
    count()
    return ','.join(map(j, [x]))
measure('join', j, 1)
def k(x):
    count()
    return next(iter(map(k, [x])), 1)
measure('next', k, 1)
def l(x):
    count()
    return [l(y) for y in [x]]
measure('comprehension', l, 1)
