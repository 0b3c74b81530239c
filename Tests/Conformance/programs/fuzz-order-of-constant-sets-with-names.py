def g():
    return {'two words', 'a'} if hasattr({'abcd'}, 'missing') else (lambda: {'a', "a \"quote\"", 'x y z'})().difference(('42', 'it\'s'))
row = [{'b', '42'}, {'a', 'it\'s', 'Hello', 'line\nbreak'}]
def f(Hello, b):
    return {'q', 'it\'s', 'Hello', 'tab\tthere'}
rows = f(Hello=1, b=2)
class Seven: pass
words = {'Seven', 'it\'s', 'a b', 'rows', 'f', 'MiXed', 'c d'}
def noted(a: int, *more: str, key: 'text' = 'my name') -> list:
    return [a, more, key]
row2 = [{'b', '42'}, {'a', 'it\'s', 'Hello', 'line\nbreak'}]
def two(a, z):
    return a
three = {'two words', 'b', 'a'}
four = {'two words', 'z', 'y', 'three'}
