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
class A(object):
    def m(self, x):
        count()
        return self.m(x)
    def mm(self, x):
        count()
        return list(map(self.mm, [x]))
measure('method', lambda t: t.m(1), A())
measure('mapped method', lambda t: t.mm(1), A())
class B(object):
    def __init__(self):
        count()
        B()
measure('init', lambda x: B(), 1)
class C(object):
    def __str__(self):
        count()
        return str(self)
measure('str', str, C())
class D(object):
    def __str__(self):
        count()
        return '%s' % self
measure('percent', str, D())
class E(object):
    def __repr__(self):
        count()
        return repr([self])
measure('list repr', repr, E())
class F(object):
    def __new__(cls):
        count()
        return F()
measure('new', lambda x: F(), 1)
class G(object):
    def __getattribute__(self, name):
        count()
        return self.name
measure('getattribute', lambda t: t.a, G())
class H(object):
    def __setattr__(self, name, value):
        count()
        self.name = value
    def __iter__(self):
        count()
        for x in self:
            return x
def put(t):
    t.a = 1
measure('setattr', put, H())
measure('for', list, H())
def gen(x):
    count()
    for y in gen(x):
        yield y
measure('generator', list, gen(1))
