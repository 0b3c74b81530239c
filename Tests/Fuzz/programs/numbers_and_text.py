"""Expressions of the numeric types, str and bytes."""
from .core import (ATOM, BIT_AND, BIT_OR, BIT_XOR, COMPARE, OR, POWER, PRIMARY, SHIFT, SUM, TERM, TERNARY, UNARY, Code,
                   binary, call, makes)
from .values import expression, literal, random_scalar, random_type, variable_of


def positive(g):
    return Code(str(g.dice.pick([1, 2, 3, 7, 10, 13, 100, 256, 1009])))


# ---------------------------------------------------------------- int

@makes('int', 'add, subtract', 16)
def _(g, depth, type):
    return binary(expression(g, 'int', depth - 1), g.dice.pick(['+', '-']), expression(g, 'int', depth - 1), SUM)


@makes('int', 'multiply', 10)
def _(g, depth, type):
    left = expression(g, 'int', depth - 1)
    if g.bounded:
        if g.dice.chance(0.5):
            return binary(left, '*', positive(g), TERM)
        product = binary(left, '*', expression(g, 'int', depth - 1), TERM)
        return binary(product, '%', Code('1009'), TERM)
    return binary(left, '*', expression(g, 'int', depth - 1), TERM)


@makes('int', 'divide, remainder', 10)
def _(g, depth, type):
    right = expression(g, 'int', depth - 1) if g.catching else positive(g)
    return binary(expression(g, 'int', depth - 1), g.dice.pick(['//', '%']), right, TERM)


@makes('int', 'power', 4)
def _(g, depth, type):
    base = literal(g, 'int') if g.bounded else expression(g, 'int', depth - 1)
    return Code('%s ** %d' % (base.at(POWER + 1), g.dice.number(0, 5)), POWER)


@makes('int', 'shift', 4)
def _(g, depth, type):
    if g.bounded:
        return binary(expression(g, 'int', depth - 1), '>>', Code(str(g.dice.number(0, 70))), SHIFT)
    return binary(expression(g, 'int', depth - 1), g.dice.pick(['<<', '>>']), Code(str(g.dice.number(0, 70))), SHIFT)


@makes('int', 'bits', 6)
def _(g, depth, type):
    operator, level = g.dice.pick([('&', BIT_AND), ('|', BIT_OR), ('^', BIT_XOR)])
    return binary(expression(g, 'int', depth - 1), operator, expression(g, 'int', depth - 1), level)


@makes('int', 'unary', 6)
def _(g, depth, type):
    return Code(g.dice.pick(['-', '+', '~']) + expression(g, 'int', depth - 1).at(UNARY), UNARY)


@makes('int', 'len', 10)
def _(g, depth, type):
    part = g.dice.pick(['str', 'bytes', ('list', random_type(g, 1)), ('dict', 'str', random_type(g, 1)),
                        ('set', 'int'), ('tuple', 'int', 'str')])
    return call('len', expression(g, part, depth - 1))


@makes('int', 'min, max, sum', 8)
def _(g, depth, type):
    name = g.dice.pick(['min', 'max', 'sum'])
    if name == 'sum':
        inner = g.dice.pick([expression(g, ('list', 'int'), depth - 1),
                             g.grow('generator expression', depth - 1, 'int') or Code('[]')])
        return call('sum', inner)
    if g.dice.chance(0.5) or not g.has(3, 4):
        return call(name, *[expression(g, 'int', depth - 1) for _ in range(g.dice.number(2, 3))])
    key = g.dice.pick(['', ', key=abs', ', key=lambda v: -v', ', key=str'])
    return Code('%s(%s%s, default=%s)' % (
        name, expression(g, ('list', 'int'), depth - 1), key, literal(g, 'int')), PRIMARY)


@makes('int', 'abs, hash, int', 6)
def _(g, depth, type):
    name = g.dice.pick(['abs', 'hash', 'int', 'round'])
    if name == 'abs' or name == 'round' and not g.has(3):
        return call('abs', expression(g, 'int', depth - 1))
    if name == 'hash':
        return call('hash', expression(g, g.dice.pick(['int', 'bool', ('tuple', 'int', 'int')]), depth - 1))
    if name == 'round':
        return call('round', binary(expression(g, 'float', depth - 1), '%', Code('997.0'), TERM))
    return call('int', g.dice.pick([binary(expression(g, 'float', depth - 1), '%', Code('997.0'), TERM), Code("'12'"),
                                    Code("'-0x1f', 16"), Code("' 7 '"), Code("'101', 2"),
                                    expression(g, 'bool', depth - 1)]))


@makes('int', 'text to int', 3)
def _(g, depth, type):
    if not g.catching:
        return None
    return call('int', expression(g, 'str', depth - 1))


@makes('int', 'ord', 4)
def _(g, depth, type):
    text = expression(g, 'str', depth - 1)
    if g.catching and g.dice.chance(0.4):
        return call('ord', text)
    return call('ord', Code('%s[:1] or %s' % (text.at(PRIMARY), "'?'"), OR))


@makes('int', 'methods of int', 4)
def _(g, depth, type):
    name = g.dice.pick(['bit_length()', 'conjugate()', 'real', 'imag', 'numerator', 'denominator'])
    return Code('%s.%s' % ('(%s)' % expression(g, 'int', depth - 1), name), PRIMARY)


@makes('int', 'index, count, find', 8)
def _(g, depth, type):
    roll = g.dice.number(0, 3)
    if roll == 0:
        return Code('%s.count(%s)' % (expression(g, ('list', 'int'), depth - 1).at(PRIMARY),
                                      expression(g, 'int', depth - 1)), PRIMARY)
    if roll == 1:
        return Code('%s.%s(%s)' % (expression(g, 'str', depth - 1).at(PRIMARY),
                                   g.dice.pick(['find', 'rfind', 'count']), expression(g, 'str', depth - 2)), PRIMARY)
    if roll == 2 and g.catching:
        part = g.dice.pick(['str', 'int'])
        return Code('%s.index(%s)' % (expression(g, ('list', part), depth - 1).at(PRIMARY),
                                      expression(g, part, depth - 2)), PRIMARY)
    return Code('(%s).count(%s)' % (expression(g, ('tuple', 'int', 'int'), depth - 1),
                                    expression(g, 'int', depth - 2)), PRIMARY)


@makes('int', 'bool as int', 3)
def _(g, depth, type):
    return binary(expression(g, 'bool', depth - 1), g.dice.pick(['+', '-', '*']), literal(g, 'int'), TERM)


@makes('int', 'divmod, pow', 4)
def _(g, depth, type):
    if g.dice.chance(0.5):
        return Code('divmod(%s, %s)[%d]' % (expression(g, 'int', depth - 1), positive(g), g.dice.number(0, 1)), PRIMARY)
    return call('pow', expression(g, 'int', depth - 1), Code(str(g.dice.number(0, 20))), positive(g))


@makes('int', 'element of range', 3)
def _(g, depth, type):
    low, count, step = g.dice.number(-5, 300), g.dice.number(1, 9), g.dice.pick([1, 2, -1, -3, 7])
    return Code('range(%d, %d, %d)[%d]' % (low, low + count * step, step, g.dice.number(-count, count - 1)), PRIMARY)


@makes('int', 'element of bytes', 3, since=(3, 0))
def _(g, depth, type):
    return Code("(%s or b'?')[0]" % expression(g, 'bytes', depth - 1).at(OR), PRIMARY)


# ---------------------------------------------------------------- float and complex

@makes('float', 'arithmetic', 16)
def _(g, depth, type):
    operator, level = g.dice.pick([('+', SUM), ('-', SUM), ('*', TERM)])
    left, right = expression(g, 'float', depth - 1), expression(g, g.dice.pick(['float', 'float', 'bool']), depth - 1)
    return binary(left, operator, right, level)


@makes('float', 'divide', 8)
def _(g, depth, type):
    right = expression(g, 'float', depth - 1) if g.catching else positive(g)
    operator = g.dice.pick(['/', '/', '//', '%'])
    return binary(expression(g, 'float', depth - 1), operator, right, TERM)


@makes('float', 'true division of ints', 6)
def _(g, depth, type):
    left = binary(expression(g, 'int', depth - 1), '%', Code('100003'), TERM)
    return binary(left, '/', positive(g), TERM)


@makes('float', 'unary, abs, round', 6)
def _(g, depth, type):
    value = expression(g, 'float', depth - 1)
    return g.dice.pick([Code('-' + value.at(UNARY), UNARY), call('abs', value), call('round', value, Code('1'))])


@makes('float', 'float()', 4)
def _(g, depth, type):
    return call('float', g.dice.pick([Code("'2.5'"), Code("'-1e3'"), Code("' inf '"), Code("'7'"),
                                      expression(g, 'float', depth - 1), expression(g, 'bool', depth - 1)]))


@makes('float', 'min, max, sum', 4)
def _(g, depth, type):
    if g.dice.chance(0.5):
        return call(g.dice.pick(['min', 'max']), expression(g, 'float', depth - 1), expression(g, 'float', depth - 1))
    return call('sum', expression(g, ('list', 'float'), depth - 1), literal(g, 'float'))


@makes('complex', 'arithmetic', 10)
def _(g, depth, type):
    operator, level = g.dice.pick([('+', SUM), ('-', SUM), ('*', TERM)])
    return binary(expression(g, 'complex', depth - 1), operator,
                  expression(g, g.dice.pick(['complex', 'float']), depth - 1), level)


@makes('complex', 'complex()', 5)
def _(g, depth, type):
    return call('complex', literal(g, 'float'), expression(g, 'float', depth - 1))


@makes('complex', 'conjugate', 3)
def _(g, depth, type):
    return Code('(%s).conjugate()' % expression(g, 'complex', depth - 1), PRIMARY)


# ---------------------------------------------------------------- str

def clipped(g, text, limit=24):
    """A text that may grow from turn to turn is cut where it stands in a loop."""
    return Code('%s[:%d]' % (text.at(PRIMARY), limit), PRIMARY) if g.bounded else text


@makes('str', 'concatenate', 12)
def _(g, depth, type):
    return clipped(g, binary(expression(g, 'str', depth - 1), '+', expression(g, 'str', depth - 1), SUM))


@makes('str', 'repeat', 5)
def _(g, depth, type):
    count = Code(str(g.dice.number(-1, 4)))
    return clipped(g, binary(expression(g, 'str', depth - 1), '*', count, TERM))


@makes('str', 'slice', 8)
def _(g, depth, type):
    return Code('%s[%s]' % (expression(g, 'str', depth - 1).at(PRIMARY), slice_text(g, depth - 1)), PRIMARY)


@makes('str', 'character', 6)
def _(g, depth, type):
    text = expression(g, 'str', depth - 1)
    if g.catching and g.dice.chance(0.6):
        return Code('%s[%s]' % (text.at(PRIMARY), expression(g, 'int', depth - 2)), PRIMARY)
    return Code("(%s or 'none')[%d]" % (text.at(OR), g.dice.pick([0, -1])), PRIMARY)


def slice_text(g, depth):
    def bound():
        if g.dice.chance(0.35):
            return ''
        return expression(g, 'int', 0) if g.dice.chance(0.2) else str(g.dice.number(-4, 6))
    text = '%s:%s' % (bound(), bound())
    return text + ':%s' % g.dice.pick(['', '1', '2', '-1', '-2', '3']) if g.dice.chance(0.4) else text


@makes('str', 'changing methods', 14)
def _(g, depth, type):
    names = ['upper()', 'lower()', 'title()', 'strip()', 'lstrip()', 'rstrip()', 'capitalize()', 'swapcase()',
             "strip('a ')", "rjust(8)", "ljust(7, '.')", "center(9, '*')", 'zfill(5)', "replace('a', 'bb')",
             "replace('b', '', 1)", "expandtabs(4)"]
    if g.has(3, 3):
        names.append('casefold()')
    if g.has(3, 9):
        names += ["removeprefix('a')", "removesuffix('c')"]
    name = g.dice.pick(names)
    return clipped(g, Code('%s.%s' % (expression(g, 'str', depth - 1).at(PRIMARY), name), PRIMARY))


@makes('str', 'join', 8)
def _(g, depth, type):
    parts = g.dice.pick([expression(g, ('list', 'str'), depth - 1),
                         g.grow('generator expression', depth - 1, 'str') or Code('[]'),
                         call('sorted', expression(g, ('set', 'str'), depth - 1))])
    return clipped(g, Code('%s.join(%s)' % (g.dice.pick(["''", "', '", "'-'"]), parts), PRIMARY))


@makes('str', 'str(), repr()', 9)
def _(g, depth, type):
    value = expression(g, g.dice.pick([random_type(g, 1), 'int', 'float']), depth - 1)
    return clipped(g, call(g.dice.pick(['str', 'repr', 'str']), value))


@makes('str', 'f-string', 12, since=(3, 6))
def _(g, depth, type):
    parts = []
    for _ in range(g.dice.number(1, 3)):
        roll = g.dice.number(0, 5)
        if roll <= 1:
            parts.append(g.dice.pick(['a', ' is ', ', ', '{{}}', 'total: ', '!']))
        elif roll == 2:
            value = expression(g, 'int', depth - 1)
            parts.append('{%s:%s}' % (value.at(OR), g.dice.pick(['d', '5', '<4', '>6', '05', '+', ',', 'x', 'b', '_'])))
        elif roll == 3:
            value = expression(g, 'float', depth - 1)
            parts.append('{%s:%s}' % (value.at(OR), g.dice.pick(['.2f', 'g', '.3e', '8.1f', '+.1f', '.0f', '%'])))
        else:
            value = expression(g, random_type(g, 1), depth - 1)
            parts.append('{%s%s}' % (value.at(OR), g.dice.pick(['', '!r', '!s', '', '!a'])))
    text = ''.join(parts)
    return clipped(g, Code('f"""%s"""' % text)) if fits_in_f_string(text) else None


def fits_in_f_string(text):
    """Before 3.12 an expression of an f-string has no backslash and none of the quotes around; a display's brace would
    meet the string's own."""
    return '"' not in text and '\\' not in text and '{{' not in text.replace('{{}}', '') and ':=' not in text \
        and 'lambda' not in text and '!=' not in text


@makes('str', 'format method', 6)
def _(g, depth, type):
    value, other = expression(g, random_type(g, 1), depth - 1), expression(g, 'int', depth - 1)
    template = g.dice.pick(["'{} and {}'", "'{1}-{0}'", "'{!r}: {:>5}'", "'{0!s:.6}|{1:+d}'", "'{0}{0}{1:x}'"])
    return clipped(g, Code('%s.format(%s, %s)' % (template, value, other), PRIMARY))


@makes('str', 'percent format', 6)
def _(g, depth, type):
    value, other = expression(g, random_type(g, 1), depth - 1), expression(g, 'int', depth - 1)
    template = g.dice.pick(["'%s and %d'", "'%r|%5d'", "'%.3s %x'", "'%-8s%+d'", "'%s%%%05d'"])
    return clipped(g, Code('%s %% (%s, %s)' % (template, value, other), TERM))


@makes('str', 'chr, hex, bin', 5)
def _(g, depth, type):
    number = expression(g, 'int', depth - 1)
    if g.dice.chance(0.4):
        return call('chr', binary(number, '%', Code('128'), TERM))
    return call(g.dice.pick(['hex', 'bin', 'oct']), binary(number, '%', Code('100003'), TERM))


@makes('str', 'text of a type', 4)
def _(g, depth, type):
    return Code('type(%s).__name__' % expression(g, random_type(g, 1), depth - 1), PRIMARY)


@makes('str', 'min, max', 3)
def _(g, depth, type):
    key = g.dice.pick(['', ', key=len'])
    return Code('%s(%s, %s%s)' % (g.dice.pick(['min', 'max']), expression(g, 'str', depth - 1),
                                  expression(g, 'str', depth - 1), key), PRIMARY)


@makes('str', 'decode', 3, since=(3, 0))
def _(g, depth, type):
    if g.catching and g.dice.chance(0.4):
        return Code('%s.decode()' % expression(g, 'bytes', depth - 1).at(PRIMARY), PRIMARY)
    return Code("%s.decode('%s', '%s')" % (expression(g, 'bytes', depth - 1).at(PRIMARY),
                                           g.dice.pick(['utf-8', 'ascii', 'latin-1']),
                                           g.dice.pick(['replace', 'ignore', 'backslashreplace'])), PRIMARY)


# ---------------------------------------------------------------- bytes

@makes('bytes', 'concatenate, repeat', 8)
def _(g, depth, type):
    if g.dice.chance(0.3):
        made = binary(expression(g, 'bytes', depth - 1), '*', Code(str(g.dice.number(0, 3))), TERM)
    else:
        made = binary(expression(g, 'bytes', depth - 1), '+', expression(g, 'bytes', depth - 1), SUM)
    return clipped(g, made)


@makes('bytes', 'slice', 6)
def _(g, depth, type):
    return Code('%s[%s]' % (expression(g, 'bytes', depth - 1).at(PRIMARY), slice_text(g, depth - 1)), PRIMARY)


@makes('bytes', 'methods', 8)
def _(g, depth, type):
    name = g.dice.pick(['upper()', 'strip()', "replace(b'a', b'xy')", "join([b'1', b'2'])", 'title()', 'center(6)',
                        "rstrip(b'c')"])
    return clipped(g, Code('%s.%s' % (expression(g, 'bytes', depth - 1).at(PRIMARY), name), PRIMARY))


@makes('bytes', 'encode', 6, since=(3, 0))
def _(g, depth, type):
    return Code('%s.encode(%s)' % (expression(g, 'str', depth - 1).at(PRIMARY),
                                   g.dice.pick(['', "'utf-8'", "'ascii', 'replace'", "'latin-1', 'ignore'"])), PRIMARY)


@makes('bytes', 'bytes()', 4, since=(3, 0))
def _(g, depth, type):
    return call('bytes', g.dice.pick([Code('[1, 2, 250]'), Code('3'), Code('range(4)'),
                                      expression(g, 'bytes', depth - 1)]))
