c = '%s' % 1
d = '%s' % 1
def f():
    return '%s-%d' % 'a'
e = '%d' % 12345
g = '%s%%' % 'abc'
h = '%5d' % 3
