"""Ways through a program: blocks with finally that are left early, with, generators that delegate; annotations."""
from .core import Code, Variable, makes
from .statements import block, indented, simple_block
from .values import condition, expression, literal, random_scalar, random_type


@makes('compound', 'finally in a loop that is left', 7)
def _(g, depth):
    counter = g.unique('turn')
    g.scope.bound.add(counter)
    leave = g.dice.pick(['break', 'continue', 'pass'])
    with g.passing_block(), g.raised(bounded=1, turns=1, nesting=1):
        g.scope.add(Variable(counter, 'int', fixed=True))
        body, final = simple_block(g, g.dice.number(0, 1)), simple_block(g, g.dice.number(0, 1))
        test = condition(g, 1)
    lines = ['for %s in range(%d):' % (counter, g.dice.number(1, 4)), '    try:'] + indented(indented(body + ['if %s:' % test, '    ' + leave]))
    if g.dice.chance(0.3):
        lines += ['    except ZeroDivisionError:', '        print("never")']
    lines += ['    finally:'] + indented(indented(final + ["print('finally', %s)" % counter]
                                                  + (['if %s == 1:' % counter, '    ' + g.dice.pick(['break', 'continue'])] if g.has(3, 8) and g.dice.chance(0.25) else [])))
    return lines + (['else:'] + block(g) if g.dice.chance(0.3) else [])


@makes('compound', 'with, several', 5)
def _(g, depth):
    found = [c for c in g.usable_classes() if c.can('__enter__')]
    if not found:
        return None
    kinds = [g.dice.pick(found) for _ in range(2)]
    names = [g.unique('manager') for _ in kinds]
    g.scope.bound.update(names)
    items = ', '.join('%s as %s' % (kind.construct(g, 1), name) for kind, name in zip(kinds, names))
    with g.passing_block():
        for kind, name in zip(kinds, names):
            g.scope.add(Variable(name, ('object', kind), fixed=True))
        with g.raised(catching=1 if kinds[0].swallows else 0):
            body = block(g, 1, 2)
            if kinds[0].swallows and g.dice.chance(0.5):
                body += indented(g.grow('statement that fails', 2) or ['pass'])
    return ['with %s:' % items] + body


@makes('statement', 'annotated assignment', 5, since=(3, 6))
def _(g, depth):
    if g.scope.kind == 'class':
        return None
    type = random_type(g, 1)
    name = g.unique('noted')
    annotation = g.dice.pick(['int', 'list', "'text'", 'str', 'dict', 'object'])
    value = expression(g, type, 2)
    g.scope.add(Variable(name, type)) if g.nesting == 0 else g.scope.bound.add(name)
    return ['%s: %s = %s' % (name, annotation, value)]


@makes('statement', 'annotated function', 3, since=(3, 0))
def _(g, depth):
    name, type = g.unique('noted'), random_scalar(g)
    g.scope.bound.add(name)
    return ['def %s(a: int, *more: str, key: %s = %s) -> list:' % (name, g.dice.pick(['float', "'text'", '[int]']), literal(g, type)),
            "    '''Notes everything.'''", '    return [a, more, key]',
            'print(%s(%s), sorted(%s.__annotations__), %s.__doc__)' % (name, literal(g, 'int'), name, name)]


@makes('statement', 'frozenset', 5)
def _(g, depth):
    name, part = g.unique('frozen'), g.dice.pick(['int', 'str'])
    source = expression(g, ('list', part), depth - 1)
    g.scope.bound.add(name)
    return ['%s = frozenset(%s)' % (name, source)] + g.dice.pick([
        ['print(len(%s), sorted(%s))' % (name, name)], ['print({%s: 1} == {frozenset(sorted(%s)): 1})' % (name, name)],
        ['print(%s | {%s}, type(%s & %s).__name__)' % (name, literal(g, part), name, name)],
        ['print(%s in {%s}, %s in %s)' % (name, name, literal(g, part), name)], ['%s |= {%s}' % (name, literal(g, part)), 'print(sorted(%s))' % name]])


@makes('statement', 'views of a dict kept', 5, since=(3, 0))
def _(g, depth):
    found = g.variables(lambda t: isinstance(t, tuple) and t[0] == 'dict')
    if not found:
        return None
    variable, name = g.dice.pick(found), g.unique('view')
    target = g.read(variable)
    g.scope.bound.add(name)
    view = g.dice.pick(['keys', 'values', 'items'])
    lines = ['%s = %s.%s()' % (name, target, view), 'print(len(%s))' % name]
    if view == 'keys':
        lines += g.dice.pick([[], ['print(%s & {%s}, %s - {%s})' % (name, literal(g, variable.type[1]), name, literal(g, variable.type[1]))],
                              ['print(%s == set(%s), %s in %s)' % (name, target, literal(g, variable.type[1]), name)]])
    return lines + g.dice.pick([[], ['print(list(%s))' % name], ['print(list(reversed(%s)))' % name] if g.has(3, 8) else [], ['del %s' % name]])


@makes('statement', 'extended slice changed', 4)
def _(g, depth):
    part = random_scalar(g)
    name = g.unique('row')
    lines = ['%s = %s + %s' % (name, expression(g, ('list', part), depth - 1).at(11), expression(g, ('list', part), 1).at(11))]
    g.scope.add(Variable(name, ('list', part))) if g.nesting == 0 else g.scope.bound.add(name)
    step = g.dice.pick(['::2', '1::2', '::-1', '::-2', '1:4', ':', '-1:', ':-1', '5:2'])
    return lines + g.dice.pick([['del %s[%s]' % (name, step)], ['%s[%s] = %s[%s]' % (name, step, name, step)],
                                ['try:', '    %s[%s] = %s' % (name, step, expression(g, ('list', part), 1)), 'except ValueError as error:', '    print(error)'],
                                ['cut%s = slice(%s)' % (name, g.dice.pick(['1, 3', 'None, None, 2', '-2, None', '2'])), 'print(%s[cut%s])' % (name, name)]]) + ['print(%s)' % name]


def delegation(g):
    """Generators that hand over to others: values sent, thrown and returned go through."""
    inner, outer, one = g.unique('inner'), g.unique('outer'), g.unique('delegate')
    g.scope.bound.add(one)
    if not g.has(3, 3):
        return None
    lines = ['def %s(limit):' % inner, '    total = %s' % literal(g, 'int'), '    for n in range(limit):', '        try:', '            got = yield n, total',
             '            if got is not None:', '                total += got', '        except %s as error:' % g.dice.pick(['ValueError', 'KeyError', 'Exception']),
             '            print(repr(error))', '        finally:' if g.dice.chance(0.5) else '        else:', "            print('turn', n)", '    return total',
             'def %s():' % outer, '    result = yield from %s(%d)' % (inner, g.dice.number(0, 4)), "    print('result', result)"]
    if g.dice.chance(0.6):
        lines.append('    yield from %s' % g.dice.pick(['[result, result]', "'ab'", 'iter((1, 2))', '(x * 2 for x in [result])']))
    lines += ['    return [result]', '%s = %s()' % (one, outer)]
    for _ in range(g.dice.number(1, 5)):
        roll = g.dice.number(0, 4)
        act = ['next(%s)' % one, '%s.send(%s)' % (one, g.dice.pick(['None', '1', '300'])), "%s.throw(ValueError('v'))" % one, '%s.throw(KeyError)' % one if not g.has(3, 12) else
               "%s.throw(KeyError('k'))" % one, '%s.close()' % one][roll]
        lines += ['try:', '    print(%s)' % act, 'except StopIteration as stop:', '    print(stop.value)', 'except (ValueError, KeyError, TypeError) as error:', '    print(repr(error))']
    return lines + g.dice.pick([[], ['del %s' % one], ['%s.close()' % one]])


def iterator_class(g):
    kind, one = g.unique('Countdown'), g.unique('countdown')
    g.scope.bound.update([kind, one])
    next_name = '__next__' if g.has(3) else 'next'
    lines = ['class %s(object):' % kind, '    def __init__(self, start):', '        self.at = start', '    def __iter__(self):',
             '        return %s' % g.dice.pick(['self', 'self', 'iter([self.at])']), '    def %s(self):' % next_name, '        if self.at <= 0:', '            raise StopIteration',
             '        self.at -= 1', '        return %s' % g.dice.pick(['self.at', '[self.at]', 'self']), '%s = %s(%d)' % (one, kind, g.dice.number(0, 4))]
    return lines + g.dice.pick([['print(len(list(%s)))' % one], ['for part in %s:' % one, '    kept_part = part', '    break'], ['print(next(%s, None) is None)' % one],
                                ['first_part, *rest_parts = [%s]' % one if g.has(3) else 'first_part = %s' % one, 'print(len([*%s]))' % one if g.has(3, 5) else 'pass'],
                                ['print(1 in %s)' % one], ['print(sum(1 for part in %s))' % one], ['a_part, b_part = zip(%s, %s), 3' % (one, one), 'print(b_part)']])


FLOW_IDIOMS = [('delegation', delegation), ('iterator class', iterator_class)]
