"""Expressions of list, tuple, dict, set and objects; comprehensions and generator expressions."""
from .core import (BIT_AND, BIT_OR, BIT_XOR, LAMBDA, OR, PRIMARY, SUM, TERM, TERNARY, Code, Scope, Variable, binary, call,
                   makes)
from .numbers_and_text import slice_text
from .values import NAMES, condition, display, expression, head, leaf, random_scalar, random_type


def clipped(g, made, limit=8):
    return Code('%s[:%d]' % (made.at(PRIMARY), limit), PRIMARY) if g.bounded else made


# ---------------------------------------------------------------- list

@makes('list', 'display', 16)
def _(g, depth, type):
    return display(g, type, depth - 1)


@makes('list', 'display with stars', 5, since=(3, 5))
def _(g, depth, type):
    parts = []
    for _ in range(g.dice.number(1, 3)):
        if g.dice.chance(0.5):
            parts.append('*%s' % iterable(g, type[1], depth - 1).at(BIT_OR))
        else:
            parts.append(expression(g, type[1], depth - 1))
    return clipped(g, Code('[%s]' % ', '.join(parts)))


@makes('list', 'concatenate, repeat', 8)
def _(g, depth, type):
    if g.dice.chance(0.3):
        return clipped(g, binary(expression(g, type, depth - 1), '*', Code(str(g.dice.number(-1, 3))), TERM))
    return clipped(g, binary(expression(g, type, depth - 1), '+', expression(g, type, depth - 1), SUM))


@makes('list', 'slice', 8)
def _(g, depth, type):
    return Code('%s[%s]' % (expression(g, type, depth - 1).at(PRIMARY), slice_text(g, depth - 1)), PRIMARY)


@makes('list', 'comprehension', 16)
def _(g, depth, type):
    clauses, body = comprehension(g, depth, lambda: expression(g, type[1], depth - 1))
    return Code('[%s %s]' % (body, clauses))


@makes('list', 'list()', 8)
def _(g, depth, type):
    return call('list', iterable(g, type[1], depth - 1))


@makes('list', 'sorted', 8)
def _(g, depth, type):
    if type[1] not in ('int', 'str', 'float', 'bytes', ('tuple', 'int', 'str')):
        return None
    source = expression(g, g.dice.pick([type, ('set', type[1])]) if type[1] in ('int', 'str') else type, depth - 1)
    options = g.dice.pick(['', ', reverse=True', ', key=str', ', key=lambda v: (len(str(v)), v)', ', key=repr, reverse=True'])
    return Code('sorted(%s%s)' % (source, options), PRIMARY)


@makes('list', 'copy', 4)
def _(g, depth, type):
    value = expression(g, type, depth - 1)
    return Code('%s.copy()' % value.at(PRIMARY), PRIMARY) if g.has(3, 3) else Code('%s[:]' % value.at(PRIMARY), PRIMARY)


@makes('list', 'split', 6)
def _(g, depth, type):
    if type[1] != 'str':
        return None
    text = expression(g, 'str', depth - 1).at(PRIMARY)
    return Code('%s.%s' % (text, g.dice.pick(['split()', "split(',')", "split('a', 1)", 'splitlines()', "rsplit(' ', 1)",
                                              'splitlines(True)'])), PRIMARY)


@makes('list', 'views of a dict', 6)
def _(g, depth, type):
    if type[1] in ('int', 'str'):
        return call('list', Code('%s.keys()' % expression(g, ('dict', type[1], random_type(g, 0)), depth - 1).at(PRIMARY)))
    return call('list', Code('%s.values()' % expression(g, ('dict', 'str', type[1]), depth - 1).at(PRIMARY)))


@makes('list', 'enumerate, zip', 6)
def _(g, depth, type):
    if head(type[1]) != 'tuple' or len(type[1]) != 3:
        return None
    left, right = type[1][1:]
    if left == 'int' and g.dice.chance(0.5):
        return call('list', call('enumerate', expression(g, ('list', right), depth - 1)))
    return call('list', call('zip', expression(g, ('list', left), depth - 1), expression(g, ('list', right), depth - 1)))


def iterable(g, part, depth):
    """Anything that yields values of a type and ends."""
    roll = g.dice.number(0, 9)
    if part == 'int' and roll < 3:
        low = g.dice.number(-3, 4)
        return g.dice.pick([call('range', Code(str(g.dice.number(0, 6)))),
                            call('range', Code(str(low)), Code(str(low + g.dice.number(0, 6)))),
                            call('range', Code(str(low + 6)), Code(str(low)), Code('-2'))])
    if part == 'str' and roll < 3:
        return expression(g, 'str', depth)
    if part in ('int', 'str') and roll == 3:
        return expression(g, ('dict', part, random_type(g, 0)), depth)
    if roll == 4:
        return expression(g, ('tuple', part, part), depth)
    if roll == 5:
        return call('reversed', expression(g, ('list', part), depth))
    if roll == 6 and part == 'str':
        return call('map', Code('str'), expression(g, ('list', random_scalar(g)), depth))
    if roll == 7:
        name = 'bool' if g.dice.chance(0.5) else 'None'
        return call('filter', Code(name), expression(g, ('list', part), depth))
    if roll == 8:
        return g.grow('generator expression', depth, part) or expression(g, ('list', part), depth)
    if roll == 9 and not g.bounded:
        found = [f for f in g.functions if f.result == ('iterator', part) and g.may_call(f)]
        if found:
            return g.dice.pick(found).call(g, depth)
    return expression(g, ('list', part), depth)


def comprehension(g, depth, make_body):
    """(the clauses, the body grown in their scope)"""
    scope = Scope(g.scope, 'comprehension')
    clauses = []
    for number in range(2 if g.dice.chance(0.15) else 1):
        part = g.dice.pick(['int', 'int', 'str', random_type(g, 1)])
        if number == 0:
            with g.raised(in_iterable=1):
                source = iterable(g, part, depth - 1)
        else:
            with g.inside(scope), g.raised(bounded=1, turns=1, in_iterable=1):
                source = iterable(g, part, depth - 2)
        source = source.at(OR)
        if head(part) == 'tuple' and len(part) > 2 and g.dice.chance(0.6):
            names = [g.unique('c') for _ in part[1:]]
            for name, piece in zip(names, part[1:]):
                scope.add(Variable(name, piece, stable=True))
            target = ', '.join(names)
        else:
            target = g.dice.pick(['v', 'w', 'item', 'c'])
            if target in scope.bound:
                target = g.unique('c')
            scope.add(Variable(target, part, stable=True))
        clauses.append('for %s in %s' % (target, source))
        if g.dice.chance(0.35):
            with g.inside(scope), g.raised(bounded=1, turns=1):
                clauses.append('if %s' % condition(g, depth - 2).at(OR))
    with g.inside(scope), g.raised(bounded=1, turns=1):
        body = make_body()
    return ' '.join(clauses), body


@makes('generator expression', 'generator expression')
def _(g, depth, part):
    clauses, body = comprehension(g, depth, lambda: expression(g, part, depth - 1))
    return Code('(%s %s)' % (body, clauses))


# ---------------------------------------------------------------- tuple

@makes('tuple', 'display', 16)
def _(g, depth, type):
    return display(g, type, depth - 1)


@makes('tuple', 'slice and concatenate', 4)
def _(g, depth, type):
    cut = g.dice.number(0, len(type) - 1)
    first, second = ('tuple',) + type[1:1 + cut], ('tuple',) + type[1 + cut:]
    left, right = [display(g, part, depth - 1) if len(part) > 1 else Code('()') for part in (first, second)]
    return binary(left, '+', right, SUM)


@makes('tuple', 'tuple()', 4)
def _(g, depth, type):
    if len(type) != 3 or type[1] != type[2]:
        return None
    return call('tuple', Code('[%s, %s]' % (expression(g, type[1], depth - 1), expression(g, type[1], depth - 1))))


@makes('tuple', 'item of a dict', 4)
def _(g, depth, type):
    if len(type) != 3 or type[1] not in ('int', 'str') or g.quiet:
        return None
    return Code('{%s: %s}.popitem()' % (expression(g, type[1], depth - 1), expression(g, type[2], depth - 1)), PRIMARY)


@makes('tuple', 'partition, divmod', 4)
def _(g, depth, type):
    if type == ('tuple', 'str', 'str', 'str'):
        return Code('%s.%s' % (expression(g, 'str', depth - 1).at(PRIMARY), g.dice.pick(["partition('a')", "rpartition(' ')"])),
                    PRIMARY)
    if type == ('tuple', 'int', 'int'):
        return call('divmod', expression(g, 'int', depth - 1), Code(str(g.dice.number(1, 9))))
    return None


# ---------------------------------------------------------------- dict

@makes('dict', 'display', 14)
def _(g, depth, type):
    return display(g, type, depth - 1)


@makes('dict', 'comprehension', 8)
def _(g, depth, type):
    def body():
        return '%s: %s' % (expression(g, type[1], depth - 2), expression(g, type[2], depth - 1))
    clauses, body = comprehension(g, depth, body)
    return Code('{%s %s}' % (body, clauses))


@makes('dict', 'dict()', 6)
def _(g, depth, type):
    if type[1] == 'str' and g.dice.chance(0.5):
        names = g.dice.some(['a', 'b', 'name', 'key'], 0, 3)
        return call('dict', *['%s=%s' % (name, expression(g, type[2], depth - 1)) for name in names])
    if g.dice.chance(0.5):
        return call('dict', call('zip', expression(g, ('list', type[1]), depth - 1),
                                 expression(g, ('list', type[2]), depth - 1)))
    return call('dict', expression(g, type, depth - 1))


@makes('dict', 'copy, fromkeys', 5)
def _(g, depth, type):
    if g.dice.chance(0.5):
        return Code('%s.copy()' % expression(g, type, depth - 1).at(PRIMARY), PRIMARY)
    return Code('dict.fromkeys(%s, %s)' % (expression(g, ('list', type[1]), depth - 1), leaf(g, type[2])), PRIMARY)


@makes('dict', 'display with stars', 5, since=(3, 5))
def _(g, depth, type):
    return Code('{**%s, %s: %s}' % (expression(g, type, depth - 1).at(BIT_OR), expression(g, type[1], depth - 2),
                                    expression(g, type[2], depth - 1)))


@makes('dict', 'union', 4, since=(3, 9))
def _(g, depth, type):
    return binary(expression(g, type, depth - 1), '|', expression(g, type, depth - 1), BIT_OR)


# ---------------------------------------------------------------- set

@makes('set', 'display', 10)
def _(g, depth, type):
    return display(g, type, depth - 1)


@makes('set', 'operators', 8)
def _(g, depth, type):
    operator, level = g.dice.pick([('&', BIT_AND), ('|', BIT_OR), ('^', BIT_XOR), ('-', SUM)])
    return binary(expression(g, type, depth - 1), operator, expression(g, type, depth - 1), level)


@makes('set', 'set()', 6)
def _(g, depth, type):
    return call('set', iterable(g, type[1], depth - 1))


@makes('set', 'comprehension', 6)
def _(g, depth, type):
    clauses, body = comprehension(g, depth, lambda: expression(g, type[1], depth - 1))
    return Code('{%s %s}' % (body, clauses))


@makes('set', 'methods', 6)
def _(g, depth, type):
    value = expression(g, type, depth - 1).at(PRIMARY)
    if g.dice.chance(0.2):
        return Code('%s.copy()' % value, PRIMARY)
    name = g.dice.pick(['union', 'intersection', 'difference', 'symmetric_difference'])
    return Code('%s.%s(%s)' % (value, name, iterable(g, type[1], depth - 1)), PRIMARY)


# ---------------------------------------------------------------- objects

@makes('object', 'constructor', 10)
def _(g, depth, type):
    return type[1].construct(g, depth)


@makes('object', 'operator of the class', 15)
def _(g, depth, type):
    if not type[1].can('__add__') or not g.variables(lambda t: t == type):
        return None
    return binary(leaf(g, type), '+', leaf(g, type), SUM)
