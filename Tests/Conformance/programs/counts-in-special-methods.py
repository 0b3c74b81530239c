import sys
class O(object):
    def __lt__(self, other):
        print('lt', sys.getrefcount(self), sys.getrefcount(other))
        return False
    def __eq__(self, other):
        print('eq', sys.getrefcount(self), sys.getrefcount(other))
        return False
    def __hash__(self):
        print('hash', sys.getrefcount(self))
        return 1
    def __len__(self):
        print('len', sys.getrefcount(self))
        return 1
    def __add__(self, other):
        print('add', sys.getrefcount(self), sys.getrefcount(other))
        return self
    def __getitem__(self, i):
        print('getitem', sys.getrefcount(self), sys.getrefcount(i))
        return i
    def __contains__(self, i):
        print('contains', sys.getrefcount(self), sys.getrefcount(i))
        return True
    def __iter__(self):
        print('iter', sys.getrefcount(self))
        return iter([])
    def __call__(self, x):
        print('call', sys.getrefcount(self), sys.getrefcount(x))
    def __repr__(self):
        print('repr', sys.getrefcount(self))
        return 'O'
    def __getattr__(self, name):
        print('getattr', sys.getrefcount(self))
        return 3
    def __setattr__(self, name, value):
        print('setattr', sys.getrefcount(self), sys.getrefcount(value))
    def m(self, x):
        print('m', sys.getrefcount(self), sys.getrefcount(x))
        return 0
def f(x):
    print('f', sys.getrefcount(x))
    return x
a, b = O(), O()
a < b
a == b
hash(a)
len(a)
a + b
c = [1]
a[c]
c in a
iter(a)
a(b)
repr(a)
str(a)
a.zork
a.zork = c
a.m(c)
print(list(map(f, [c])))
print(list(map(a.m, [c])))
print(list(filter(f, [c])))
print(sorted([c, c], key=f) == 1)
print(sorted([c, c], key=a.m) == 1)
m = a.m
m(c)
print(max([c, c], key=f) == 1)
