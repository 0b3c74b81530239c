import gc
class Pair(tuple):
    pass
class Table(dict):
    pass
pair = Pair()
two = Pair((1, 2))
table = Table()
full = Table(a=1)
plain = (1, int('2'))
counts = {'a': int('1000')}
counts['b'] = []
counts['b'] = 1
def f(*, key: []=None) -> list:
    pass
def g(key: 1) -> 2:
    pass
notes = f.__annotations__
plain_notes = g.__annotations__
gc.collect()
print(gc.is_tracked(pair), gc.is_tracked(two), gc.is_tracked(table), gc.is_tracked(full), gc.is_tracked(plain))
print(gc.is_tracked(counts), gc.is_tracked(notes), gc.is_tracked(plain_notes))
