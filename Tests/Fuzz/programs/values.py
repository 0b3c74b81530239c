"""Expressions of every type: leaves, what serves any type, and the dispatch by type.

A type is a word ('int', 'float', 'bool', 'complex', 'str', 'bytes', 'none', 'error') or a tuple that begins with one:
('list', T), ('tuple', T, ...), ('dict', K, V), ('set', T), ('object', Class), ('iterator', T).
"""
from .core import (AND, ATOM, COMPARE, LAMBDA, NOT, OR, PRIMARY, TERNARY, Code, Scope, Variable, binary, call, makes)

SCALARS = ['int', 'int', 'int', 'str', 'str', 'float', 'bool', 'bytes', 'complex']
KEYS = ['int', 'str', 'str', 'int', ('tuple', 'int', 'str')]

NAMES = {
    'int': ['n', 'count', 'total', 'size', 'k', 'score', 'age'],
    'float': ['ratio', 'x', 'mean', 'price'],
    'bool': ['found', 'is_ready', 'flag'],
    'complex': ['z', 'root'],
    'str': ['name', 'word', 'text', 'title', 's'],
    'bytes': ['data', 'raw'],
    'none': ['nothing', 'result'],
    'list': ['items', 'values', 'xs', 'queue', 'row'],
    'tuple': ['pair', 'point', 'record'],
    'dict': ['table', 'counts', 'd', 'ages', 'cache'],
    'set': ['seen', 'unique', 'tags'],
    'object': ['node', 'thing', 'left', 'right', 'first'],
    'iterator': ['it', 'stream'],
    'error': ['error'],
}

INTS = ['0', '1', '2', '3', '5', '7', '-1', '-5', '-6', '10', '255', '256', '257', '300', '1000', '-300', '4096',
        '65537', '1000000', '2147483648', '10**20', '-10**18', '12345678901234567890', '0xff', '0b1011', '0o17']
FLOATS = ['0.0', '1.0', '0.5', '2.5', '-1.5', '3.14', '1e3', '1e-3', '0.1', '100.0', '-0.0', '1e16', '1.5e300']
STRINGS = ["''", "'a'", "'b'", "'abcd'", "'two words'", "'x y z'", "'my name'", "'Hello'", "'42'", "'-7'", "'a,b,c'",
           "'  padded '", "'MiXed'", "'tab\\there'", "'line\\nbreak'", "'it\\'s'", '"a \\"quote\\""', "'aaa'", "'z' * 3"]
WIDE_STRINGS = ["'\\xe9t\\xe9'", "'\\u03b1\\u03b2'", "'stra\\xdfe'", "'\\U0001f600'", "'\\x00'"]
BYTES = ["b''", "b'a'", "b'abc'", "b'two words'", "b'\\x00\\xff'", "b'1,2'"]
COMPLEXES = ['1j', '2+3j', '-1.5j', '0j', '1-1j']


def head(type):
    return type[0] if isinstance(type, tuple) else type


def names_for(type):
    return NAMES.get(head(type), ['other'])


def random_type(g, depth=2):
    """A type that every value of can be printed and compared."""
    roll = g.dice.number(0, 9)
    if depth <= 0 or roll < 5:
        return g.dice.pick(SCALARS)
    if roll < 7:
        return ('list', random_type(g, depth - 1))
    if roll == 7:
        return ('tuple',) + tuple(random_type(g, depth - 1) for _ in range(g.dice.number(1, 3)))
    if roll == 8:
        return ('dict', g.dice.pick(KEYS), random_type(g, depth - 1))
    return ('set', g.dice.pick(['int', 'str']))


def literal(g, type, depth=1):
    kind = head(type)
    if kind == 'int':
        text = g.dice.pick(INTS) if g.dice.chance(0.6) else str(g.dice.number(-9, 400))
        return Code(text, ATOM if text.isdigit() or text.startswith('0') else 9)
    if kind in ('float', 'complex'):
        text = g.dice.pick(FLOATS if kind == 'float' else COMPLEXES)
        return Code(text, ATOM if text[0] != '-' and kind == 'float' or text in ('1j', '0j') else 9)
    if kind == 'bool':
        return Code(g.dice.pick(['True', 'False']))
    if kind == 'str':
        text = g.dice.pick(WIDE_STRINGS if g.has(3) and g.dice.chance(0.12) else STRINGS)
        return Code(text, ATOM if '*' not in text else 10)
    if kind == 'bytes':
        return Code(g.dice.pick(BYTES))
    if kind == 'none':
        return Code('None')
    if kind == 'error':
        return call(g.dice.pick(['ValueError', 'KeyError', 'RuntimeError']), literal(g, 'str'))
    return display(g, type, depth - 1)


def display(g, type, depth):
    """A display of a container; `depth` holds for its elements."""
    kind = head(type)
    if kind == 'object':
        return g.grow('object', depth, type)
    if kind == 'iterator':
        return call('iter', display(g, ('list', type[1]), depth))
    if kind == 'tuple':
        parts = [expression(g, part, depth) for part in type[1:]]
        return Code('(%s%s)' % (', '.join(parts), ',' if len(parts) == 1 else ''))
    count = g.dice.pick([0, 1, 2, 2, 3, 3, 4])
    if kind == 'list':
        return Code('[%s]' % ', '.join(expression(g, type[1], depth) for _ in range(count)))
    if kind == 'set':
        if count == 0:
            return Code('set()', PRIMARY)
        return Code('{%s}' % ', '.join(expression(g, type[1], depth) for _ in range(count)))
    if kind == 'dict':
        pairs = ['%s: %s' % (expression(g, type[1], 0), expression(g, type[2], depth)) for _ in range(count)]
        return Code('{%s}' % ', '.join(pairs))
    raise ValueError('no display of %r' % (type,))


def variable_of(g, type):
    found = g.variables(lambda t: t == type)
    return g.read(g.dice.pick(found)) if found else None


def leaf(g, type):
    if g.dice.chance(0.65):
        name = variable_of(g, type)
        if name is not None:
            return name
    return literal(g, type)


def expression(g, type, depth):
    """An expression of the type."""
    if depth <= 0 or g.dice.chance(0.25):
        return leaf(g, type)
    made = None
    if g.dice.chance(0.3):
        made = g.grow('any', depth, type)
    if made is None:
        kind = head(type)
        made = g.grow(kind, depth, type) if kind not in ('none', 'error', 'iterator') else None
    return made if made is not None else leaf(g, type)


def condition(g, depth):
    made = expression(g, 'bool', depth)
    if made in ('True', 'False') and g.dice.chance(0.85):
        return binary(leaf(g, 'int'), g.dice.pick(['<', '==', '>=']), literal(g, 'int'), COMPARE)
    return made


# ---------------------------------------------------------------- what serves every type

@makes('any', 'variable', 16)
def _(g, depth, type):
    return variable_of(g, type)


@makes('any', 'conditional expression', 10)
def _(g, depth, type):
    yes, no = expression(g, type, depth - 1), expression(g, type, depth - 1)
    return Code('%s if %s else %s' % (yes.at(OR), condition(g, depth - 1).at(OR), no.at(TERNARY)), TERNARY)


@makes('any', 'and, or', 5)
def _(g, depth, type):
    left, right = expression(g, type, depth - 1), expression(g, type, depth - 1)
    operator = g.dice.pick(['and', 'or'])
    return binary(left, operator, right, AND if operator == 'and' else OR)


@makes('any', 'walrus', 5, since=(3, 8))
def _(g, depth, type):
    if g.scope.kind not in ('module', 'function') or g.in_iterable:
        return None
    value = expression(g, type, depth - 1)
    name = g.new_name(g.dice.pick(names_for(type)))
    g.scope.bound.add(name)                # it may stay unbound, where an operand is left out
    return Code('(%s := %s)' % (name, value))


@makes('any', 'element of a list', 8)
def _(g, depth, type):
    name = variable_of(g, ('list', type))
    if name is None:
        return None
    index = expression(g, 'int', depth - 2)
    if g.catching and g.dice.chance(0.6):
        return Code('%s[%s]' % (name, index), PRIMARY)
    number = g.dice.pick(['0', '-1', '%s %% len(%s)' % (index.at(10), name)])
    return Code('%s[%s] if %s else %s' % (name, number, name, leaf(g, type).at(TERNARY)), TERNARY)


@makes('any', 'element of a tuple', 6)
def _(g, depth, type):
    found = g.variables(lambda t: head(t) == 'tuple' and type in t[1:])
    if not found:
        return None
    variable = g.dice.pick(found)
    places = [i for i, part in enumerate(variable.type[1:]) if part == type]
    index = g.dice.pick(places) - (len(variable.type) - 1 if g.dice.chance(0.3) else 0)
    return Code('%s[%d]' % (g.read(variable), index), PRIMARY)


@makes('any', 'value of a dict', 8)
def _(g, depth, type):
    found = g.variables(lambda t: head(t) == 'dict' and t[2] == type)
    if not found:
        return None
    variable = g.dice.pick(found)
    key = expression(g, variable.type[1], depth - 2)
    name = g.read(variable)
    if g.catching and g.dice.chance(0.6):
        return Code('%s[%s]' % (name, key), PRIMARY)
    default = expression(g, type, depth - 2)
    if g.dice.chance(0.3) and not g.quiet:
        return Code('%s.%s(%s, %s)' % (name, g.dice.pick(['setdefault', 'pop']), key, default), PRIMARY)
    return Code('%s.get(%s, %s)' % (name, key, default), PRIMARY)


@makes('any', 'next with a default', 4)
def _(g, depth, type):
    found = g.variables(lambda t: t in (('iterator', type), ('list', type)))
    if not found:
        return None
    variable = g.dice.pick(found)
    name = g.read(variable)
    source = name if head(variable.type) == 'iterator' else call(g.dice.pick(['iter', 'reversed']), name)
    return call('next', source, expression(g, type, depth - 2))


@makes('any', 'lambda called at once', 4)
def _(g, depth, type):
    parts = [random_scalar(g) for _ in range(g.dice.number(0, 2))]
    scope = Scope(g.scope, 'function')
    defaults = g.dice.chance(0.3)
    names, arguments = [], [expression(g, part, depth - 2) for part in parts]
    for part in parts:
        name = g.dice.pick(['a', 'b', 'v', 'w']) + str(len(names) if names else '')
        scope.add(Variable(name, part))
        names.append(name if not defaults else '%s=%s' % (name, literal(g, part)))
    visible = Scope(g.scope, 'comprehension')
    for variable in scope.variables.values():
        visible.add(variable)
    with g.inside(visible), g.raised(bounded=1):
        body = expression(g, type, depth - 1)
    head_text = 'lambda %s' % ', '.join(names) if names else 'lambda'
    given = arguments[:g.dice.number(0, len(arguments))] if defaults else arguments
    return Code('(%s: %s)(%s)' % (head_text, body.at(LAMBDA), ', '.join(given)), PRIMARY)


@makes('any', 'function call', 14)
def _(g, depth, type):
    found = [f for f in g.functions if f.result == type and g.may_call(f)]
    if not found:
        return None
    return g.dice.pick(found).call(g, depth)


@makes('any', 'attribute or method', 10)
def _(g, depth, type):
    found = []
    for variable in g.variables(lambda t: head(t) == 'object'):
        found += [(variable, member) for member in variable.type[1].members() if member.result == type]
    found = [(v, m) for v, m in found if m.may_use(g)]
    if not found:
        return None
    variable, member = g.dice.pick(found)
    return member.use(g, g.read(variable), depth)


def random_scalar(g):
    return g.dice.pick(SCALARS)


# ---------------------------------------------------------------- bool

@makes('bool', 'comparison', 16)
def _(g, depth, type):
    part = g.dice.pick(['int', 'int', 'str', 'float', 'bytes', ('list', 'int'), ('tuple', 'int', 'str')])
    left, right = expression(g, part, depth - 1), expression(g, part, depth - 1)
    return binary(left, g.dice.pick(['<', '<=', '>', '>=', '==', '!=']), right, COMPARE)


@makes('bool', 'equality of unlike types', 4)
def _(g, depth, type):
    left, right = expression(g, random_type(g), depth - 2), expression(g, random_type(g), depth - 2)
    return binary(left, g.dice.pick(['==', '!=']), right, COMPARE)


@makes('bool', 'chained comparison', 7)
def _(g, depth, type):
    part = g.dice.pick(['int', 'float', 'str'])
    parts = [expression(g, part, depth - 2).at(COMPARE + 1) for _ in range(g.dice.number(3, 4))]
    text = parts[0]
    for operand in parts[1:]:
        text += ' %s %s' % (g.dice.pick(['<', '<=', '==', '!=', '>', '>=']), operand)
    return Code(text, COMPARE)


@makes('bool', 'membership', 10)
def _(g, depth, type):
    part = g.dice.pick(['int', 'str'])
    container = g.dice.pick([('list', part), ('set', part), ('dict', part, random_type(g, 0)), ('tuple', part, part)])
    if part == 'str' and g.dice.chance(0.3):
        container = 'str'
    return binary(expression(g, part, depth - 1), g.dice.pick(['in', 'not in']), expression(g, container, depth - 1),
                  COMPARE)


@makes('bool', 'identity', 7)
def _(g, depth, type):
    found = g.variables(lambda t: True)
    if not found:
        return None
    left = g.read(g.dice.pick(found))
    right = g.read(g.dice.pick(found)) if g.dice.chance(0.6) else Code('None')
    return binary(left, g.dice.pick(['is', 'is not']), right, COMPARE)


@makes('bool', 'not', 8)
def _(g, depth, type):
    return Code('not %s' % expression(g, g.dice.pick(['bool', random_type(g, 1)]), depth - 1).at(NOT), NOT)


@makes('bool', 'and, or of conditions', 8)
def _(g, depth, type):
    operator = g.dice.pick(['and', 'or'])
    return binary(condition(g, depth - 1), operator, condition(g, depth - 1), AND if operator == 'and' else OR)


@makes('bool', 'bool()', 4)
def _(g, depth, type):
    return call('bool', expression(g, random_type(g), depth - 1))


@makes('bool', 'isinstance', 6)
def _(g, depth, type):
    value = expression(g, random_type(g), depth - 2)
    names = ['int', 'float', 'str', 'list', 'tuple', 'dict', 'set', 'bool', 'object'] + [c.name for c in g.classes]
    wanted = g.dice.some(names, 1, 3)
    return call('isinstance', value, wanted[0] if len(wanted) == 1 else '(%s)' % ', '.join(wanted))


@makes('bool', 'all, any', 6)
def _(g, depth, type):
    part = g.dice.pick(['int', 'str', 'bool'])
    return call(g.dice.pick(['all', 'any']), g.dice.pick([
        expression(g, ('list', part), depth - 1), g.grow('generator expression', depth - 1, 'bool') or Code('[]')]))


@makes('bool', 'question of a str', 6)
def _(g, depth, type):
    text = expression(g, 'str', depth - 1).at(PRIMARY)
    name = g.dice.pick(['isdigit', 'isalpha', 'isupper', 'islower', 'isspace', 'istitle', 'isalnum', 'startswith',
                        'endswith'])
    argument = expression(g, 'str', depth - 2) if name.endswith('with') else ''
    return Code('%s.%s(%s)' % (text, name, argument), PRIMARY)


@makes('bool', 'question of a set', 4)
def _(g, depth, type):
    part = g.dice.pick(['int', 'str'])
    left, right = expression(g, ('set', part), depth - 1), expression(g, ('set', part), depth - 1)
    if g.dice.chance(0.5):
        return binary(left, g.dice.pick(['<=', '<', '>=', '==']), right, COMPARE)
    return Code('%s.%s(%s)' % (left.at(PRIMARY), g.dice.pick(['issubset', 'issuperset', 'isdisjoint']), right), PRIMARY)


@makes('bool', 'hasattr, callable', 4)
def _(g, depth, type):
    value = expression(g, random_type(g, 1), 0)
    if g.dice.chance(0.4):
        return call('callable', g.dice.pick([value, Code('len'), Code('print'), Code('(lambda: 0)')]))
    return call('hasattr', value, "'%s'" % g.dice.pick(['append', 'upper', 'keys', 'real', 'missing', '__len__']))
