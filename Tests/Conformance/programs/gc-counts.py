import gc

log = [None] * 10


def count(label):
    log.append(label)
    log.append(gc.get_count()[0])


gc.collect()
count("start")
a = []
count("a list")
b = []
count("another")
del a
count("its memory is kept")
c = []
count("and used again")
del b, c
d = {}
count("a dict")
del d
count("kept as well")
class A(object):
    pass
count("a class and its parts")
i = A()
count("an instance")
i.z = 1
count("an attribute")
del i
count("instances are given back")
class B(A):
    def __init__(self, x):
        self.x = x
count("a subclass")
j = B(300)
count("an instance with arguments")
j = B(301)
count("and again")
def f(a, b=(1, 2)):
    return a
count("a function")
f(1)
count("a call")
def g():
    y = 1
    return lambda: y
h = g()
count("a closure")
h = g()
count("another one")
w = [k for k in (1, 2, 3)]
count("a comprehension")
def gen():
    yield 1
q = gen()
count("a generator")
for v in q:
    pass
for v in range(3):
    pass
count("loops")
t = (j, j)
count("a tuple")
t = (j, j)
del t
count("tuples are kept")
z = {1, 2}
count("a set")
m = j.__init__
count("a bound method")
m = None
count("is given back")
try:
    1 / 0
except ZeroDivisionError:
    count("an exception")
count("is gone")
x = dict(a=1)
y = list("ab")
count("called classes do not use what was kept")

log = log[10:]
for k in range(0, len(log), 2):
    print(log[k], log[k + 1])
