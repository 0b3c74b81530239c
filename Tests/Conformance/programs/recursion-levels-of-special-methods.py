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
    def __repr__(self):
        count()
        return repr(self)
    def __len__(self):
        count()
        return len(self)
    def __eq__(self, other):
        count()
        return self == other
    def __getattr__(self, name):
        count()
        return self.missing
    def __add__(self, other):
        count()
        return self + other
    def __getitem__(self, key):
        count()
        return self[key]
    def __call__(self, x):
        count()
        return self(x)
    def __hash__(self):
        count()
        return hash(self)
    def __iter__(self):
        count()
        return iter(self)
    def __contains__(self, x):
        count()
        return x in self
    def __lt__(self, other):
        count()
        return self < other
    def __neg__(self):
        count()
        return -self
    def __setitem__(self, key, value):
        count()
        self[key] = value
measure('repr', repr, A())
measure('len', len, A())
measure('eq', lambda t: t == 1, A())
measure('getattr', lambda t: t.other, A())
measure('add', lambda t: t + 1, A())
measure('getitem', lambda t: t[1], A())
measure('call', lambda t: t(1), A())
measure('hash', hash, A())
measure('iter', lambda t: iter(t), A())
measure('contains', lambda t: 1 in t, A())
measure('lt', lambda t: t < 1, A())
measure('neg', lambda t: -t, A())
def store(t):
    t[1] = 2
measure('setitem', store, A())
