"""Exceptions: raised, caught, kept with their tracebacks; and expressions that are wrong on purpose."""
from .core import ATOM, COMPARE, PRIMARY, SUM, TERM, Code, Variable, binary, call, makes
from .statements import block, indented, simple_block
from .values import expression, head, literal, random_scalar, random_type

ERRORS = ['ValueError', 'KeyError', 'TypeError', 'RuntimeError', 'IndexError', 'ZeroDivisionError', 'AttributeError',
          'ArithmeticError', 'LookupError', 'StopIteration', 'Exception', 'AssertionError', 'NameError']


@makes('error value', 'with arguments')
def _(g, depth):
    parts = [expression(g, random_scalar(g), depth - 1) for _ in range(g.dice.pick([0, 1, 1, 1, 2]))]
    name = g.dice.pick(ERRORS[:5] + [c for c in g.error_classes if True])
    if not parts and g.dice.chance(0.5):
        return Code(name)
    return Code('%s(%s)' % (name, ', '.join(parts)), PRIMARY)


def error_class(g):
    """The lines of an exception class of the program's own."""
    name = g.unique('AppError')
    base = g.dice.pick(['Exception', 'ValueError', 'KeyError'] + g.error_classes)
    g.error_classes.append(name)
    g.scope.add(Variable(name, 'function', stable=True, fixed=True))
    body = g.dice.pick([['pass'], ['level = 3'], ['def __str__(self):', "    return 'app: ' + repr(self.args)"],
                        ['def __init__(self, *args):', '    %s.__init__(self, *args)' % base, '    self.code = len(args)']])
    return ['class %s(%s):' % (name, base)] + indented(body)


# ---------------------------------------------------------------- expressions that fail

@makes('fault', 'operands that do not fit', 16)
def _(g, depth):
    operator, level = g.dice.pick([('+', SUM), ('-', SUM), ('*', TERM), ('/', TERM), ('//', TERM), ('%', TERM), ('<', COMPARE),
                                   ('>=', COMPARE), ('&', 8), ('|', 6), ('^', 7), ('<<', 9), ('in', COMPARE)])
    left, right = [expression(g, g.dice.pick([random_type(g, 1), 'none']), 1) for _ in range(2)]
    if operator in ('*', '<<', '%'):
        left = literal(g, g.dice.pick([random_type(g, 1), 'none']))
        right = literal(g, g.dice.pick(['str', 'float', 'none', ('list', 'int')]))
    return binary(left, operator, right, level)


@makes('fault', 'index', 10)
def _(g, depth):
    value = expression(g, g.dice.pick(['str', 'int', ('list', 'int'), ('tuple', 'int', 'str'), ('dict', 'str', 'int'),
                                       ('set', 'int'), 'bytes', 'none']), 1)
    index = expression(g, g.dice.pick(['int', 'str', 'float', 'none', ('list', 'int'), ('tuple', 'int', 'int')]), 1)
    return Code('%s[%s]' % (value.at(PRIMARY) if value.level >= PRIMARY and not value.isdigit() else '(%s)' % value, index),
                PRIMARY)


@makes('fault', 'missing attribute', 6)
def _(g, depth):
    value = expression(g, random_type(g, 1), 1)
    return Code('(%s).%s' % (value, g.dice.pick(['missing', 'append', 'upper', 'keys', 'add', 'real', 'pop'])), PRIMARY)


@makes('fault', 'wrong arguments', 10)
def _(g, depth):
    found = [f for f in g.functions if g.may_call(f)] + g.usable_classes()
    if not found:
        return None
    given = [str(expression(g, random_type(g, 1), 1)) for _ in range(g.dice.number(0, 4))]
    if g.dice.chance(0.3):
        given.append('%s=1' % g.dice.pick(['nothing', 'n', 'value', 'mode']))
    callee = g.dice.pick(found)
    return Code('%s(%s)' % (callee.name, ', '.join(given)), PRIMARY) if not given or head(getattr(
        callee, 'result', 'none')) != 'iterator' else Code('list(%s(%s))' % (callee.name, ', '.join(given)), PRIMARY)


@makes('fault', 'built-in misused', 16)
def _(g, depth):
    value, other = expression(g, random_type(g, 1), 1), expression(g, random_type(g, 1), 1)
    name = g.dice.pick(['len', 'int', 'float', 'abs', 'ord', 'chr', 'sum', 'min', 'max', 'sorted', 'list', 'tuple', 'set', 'dict',
                        'iter', 'next', 'reversed', 'round', 'hash', 'divmod', 'pow', 'range', 'enumerate', 'zip', 'isinstance',
                        'getattr', 'bool', 'any', 'all', 'complex', 'hex', 'bin', 'bytes', 'callable'])
    if name in ('range', 'pow', 'bytes', 'divmod'):
        value, other = literal(g, g.dice.pick(['str', 'none', 'float', ('list', 'int')])), literal(g, random_scalar(g))
    if name in ('dict', 'zip', 'iter', 'reversed', 'enumerate', 'range'):
        inner = '%s(%s)' % (name, value)
        return Code('list(%s)' % inner, PRIMARY)
    if name in ('divmod', 'pow', 'isinstance', 'getattr', 'complex'):
        return call(name, value, other)
    return call(name, value)


@makes('fault', 'method misused', 12)
def _(g, depth):
    type = g.dice.pick(['str', ('list', 'int'), ('dict', 'str', 'int'), ('set', 'int'), ('tuple', 'int', 'str'), 'bytes', 'int'])
    methods = {'str': ['join', 'split', 'index', 'replace', 'startswith', 'center', 'count', 'format', 'upper', 'encode'],
               'list': ['index', 'remove', 'pop', 'append', 'insert', 'extend', 'sort', 'count'],
               'dict': ['pop', 'popitem', 'update', 'get', 'setdefault', 'keys'],
               'set': ['remove', 'pop', 'add', 'union', 'update', 'issubset'], 'tuple': ['index', 'count'],
               'bytes': ['join', 'split', 'index', 'decode', 'replace'], 'int': ['bit_length', 'conjugate']}
    given = [str(expression(g, random_type(g, 1), 1)) for _ in range(g.dice.number(0, 2))]
    target = expression(g, type, 1)
    return Code('(%s).%s(%s)' % (target, g.dice.pick(methods[head(type)]), ', '.join(given)), PRIMARY)


@makes('fault', 'not callable, not iterable', 6)
def _(g, depth):
    value = expression(g, random_scalar(g), 1)
    return Code(g.dice.pick(['(%s)()', '[v for v in (%s)]', '[*(%s)]' if g.has(3, 5) else 'list(%s)', 'print(*(%s))',
                             'dict(**(%s))', '-(%s)', '~(%s)', 'iter(%s)']) % value, PRIMARY)


@makes('fault', 'unknown name', 3)
def _(g, depth):
    return Code(g.unique('unknown'))


@makes('fault', 'missing key', 6)
def _(g, depth):
    found = g.variables(lambda t: head(t) == 'dict')
    if not found:
        return None
    variable = g.dice.pick(found)
    return Code('%s[%s]' % (g.read(variable), expression(g, g.dice.pick([variable.type[1], ('list', 'int')]), 1)), PRIMARY)


@makes('fault', 'format that fails', 5)
def _(g, depth):
    value = expression(g, random_type(g, 1), 1)
    form = g.dice.pick(["'%%d' %% (%s,)", "'%%s %%s' %% (%s,)", "'{} {}'.format(%s)", "'{0:d}'.format(%s)", "'{x}'.format(%s)",
                        "format(%s, '.2f')", "format(%s, 'zz')", "'%%c' %% (%s,)", "'%%x' %% (%s,)"])
    return Code(form % value, PRIMARY if '%%' not in form else TERM)


@makes('fault', 'of the language', 4)
def _(g, depth):
    return Code(g.dice.pick(['{[]: 1}', '{{1}: 2}', 'set([[1]])', "int('x' * 3)", "float('one')", "'abc'.index('z')",
                             '[].pop()', '{}.popitem()', 'next(iter([]))', '[1, 2].remove(3)', 'None.x', 'None + 1',
                             '(1, 2)[5]', "object() + 1 if False else 1 / 0", '10 ** -400 ** 0 if 0 else 1 % 0', 'hash([])']),
                PRIMARY if False else 1)


@makes('statement that fails', 'expression', 20)
def _(g, depth):
    fault = g.grow('fault', depth)
    return [g.dice.pick(['print(%s)', 'outcome = [%s]', '%s']) % fault] if fault is not None else None


@makes('statement that fails', 'assignment', 8)
def _(g, depth):
    value, wrong = expression(g, random_type(g, 1), 1), expression(g, random_type(g, 1), 1)
    names = [g.unique('t'), g.unique('t')]
    g.scope.bound.update(names)
    return [g.dice.pick([
        '%s, %s = %s' % (names[0], names[1], wrong), '(%s)[0] = %s' % (value, wrong), 'del (%s)[0]' % value,
        '(%s).missing = %s' % (value, wrong), 'for %s in %s:\n    pass' % (names[0], wrong), 'raise %s' % value,
        'del (%s).missing' % value,
        '%s, *%s = %s' % (names[0], names[1], wrong) if g.has(3) else 'del %s' % names[0]])]


@makes('statement that fails', 'local before it is bound', 3)
def _(g, depth):
    name = g.unique('late')
    g.scope.bound.add(name)
    return g.dice.pick([['print(%s)' % name, '%s = 1' % name], ['del %s' % name],
                        ['%s = 1' % name, 'del %s' % name, '%s += 1' % name]])


@makes('statement that fails', 'raise', 8)
def _(g, depth):
    error = g.grow('error value', depth)
    if g.has(3) and g.dice.chance(0.3):
        g.count('raise', 'from')
        return ['raise %s from %s' % (error, g.dice.pick(['None', str(g.grow('error value', 1))]))]
    return ['raise %s' % error]


@makes('statement that fails', 'call of a function that raises', 6)
def _(g, depth):
    found = [f for f in g.functions if f.raises and g.may_call(f) and head(f.result) not in ('iterator', 'function')]
    return ['print(%s)' % g.dice.pick(found).call(g, 2)] if found else None


# ---------------------------------------------------------------- try

def handler(g, name):
    """The lines of a handler's block."""
    lines = ['print(type(%s).__name__, %s)' % (name, name)]
    with g.passing_block(), g.raised(nesting=1):
        roll = g.dice.number(0, 7)
        if roll == 0:
            lines = ['print(repr(%s))' % name]
        elif roll == 1:
            lines = ['print(%s.args)' % name]
        elif roll == 2 and g.kept and g.scope.kind == 'module':
            g.count('except', 'the exception is kept')
            lines.append('%s.append(%s)' % (g.kept, name))
        elif roll == 3 and g.kept and g.has(3) and g.scope.kind == 'module':
            g.count('except', 'the traceback is kept')
            lines.append('%s.append(%s.__traceback__)' % (g.kept, name))
        elif roll == 4 and g.has(3):
            lines.append('print(%s.__cause__, %s.__context__, %s.__suppress_context__)' % (name, name, name))
        elif roll == 5:
            lines += simple_block(g, 1)
    return lines


@makes('compound', 'try, except', 24)
def _(g, depth):
    name = g.new_name(g.dice.pick(['error', 'e', 'problem']))
    with g.passing_block(), g.raised(nesting=1, catching=1):
        body = simple_block(g, g.dice.number(0, 1))
        fails = g.grow('statement that fails', depth) if g.dice.chance(0.75) else None
        body += fails or simple_block(g, 1)
    lines = ['try:'] + indented(body)
    roll = g.dice.number(0, 4)
    if roll == 0:
        first = g.dice.pick(ERRORS[:8] + g.error_classes)
        lines += ['except %s as %s:' % (first, name)] + indented(handler(g, name))
    elif roll == 1:
        lines += ['except (%s):' % ', '.join(g.dice.some(ERRORS[:8] + g.error_classes, 2, 3)), "    print('several')"]
    lines += ['except Exception as %s:' % name] + indented(handler(g, name))
    g.scope.bound.add(name)
    if g.dice.chance(0.2):
        lines += ['else:'] + block(g)
    if g.dice.chance(0.25):
        lines += ['finally:'] + block(g)
    return lines


@makes('compound', 'try, finally', 5)
def _(g, depth):
    return ['try:'] + block(g) + ['finally:'] + block(g)


@makes('compound', 'exception in a handler', 4)
def _(g, depth):
    with g.passing_block(), g.raised(nesting=2, catching=1):
        first, second = g.grow('statement that fails', depth) or ['pass'], g.grow('statement that fails', depth) or ['pass']
    name = g.new_name('outer')
    g.scope.bound.add(name)
    inner = ['try:'] + indented(first) + ['except Exception%s:' % g.dice.pick(['', ' as inner'])] + indented(
        g.dice.pick([second, ['raise'], second]))
    g.scope.bound.add('inner')
    shown = 'print(repr(%s), repr(%s.__context__))' % (name, name) if g.has(3) else 'print(repr(%s))' % name
    return ['try:'] + indented(inner) + ['except Exception as %s:' % name, '    ' + shown]
