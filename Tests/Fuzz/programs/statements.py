"""Statements: of one line, and those with blocks."""
from .core import OR, PRIMARY, Code, Scope, Variable, makes
from .containers import iterable
from .numbers_and_text import slice_text
from .values import names_for, SCALARS, condition, expression, head, leaf, literal, random_scalar, random_type, variable_of

AUGMENTED = {'int': ['+=', '-=', '|=', '&=', '^='], 'float': ['+=', '-='], 'str': ['+='], 'bytes': ['+='],
             'complex': ['+='], 'list': ['+='], 'set': ['|=', '&=', '-=', '^='], 'bool': ['&=', '|=']}


def indented(lines):
    return ['    ' + line for text in lines for line in text.split('\n')]


def statement(g, depth=3):
    """The lines of one statement."""
    deep = g.nesting < 2 and g.dice.chance(0.3 if g.nesting == 0 else 0.2)
    made = g.grow('compound', depth) if deep else None
    return made or g.grow('statement', depth) or ['pass']


def simple_block(g, count):
    """A few statements; empty where none is asked for."""
    lines = []
    for _ in range(count):
        lines += statement(g)
    return lines


def block(g, least=1, most=2):
    """An indented block that may not run: what it binds first is not known after it."""
    with g.passing_block(), g.raised(nesting=1):
        return indented(simple_block(g, g.dice.number(least, most)))


def bind(g, type):
    """A name to assign a value of the type to: an old one, or a new one."""
    scope = g.scope
    old = [v for v in scope.variables.values() if not v.fixed and v.type == type]
    if old and g.dice.chance(0.45):
        return g.dice.pick(old).name
    if scope.kind == 'module' and g.nesting == 0 and g.dice.chance(0.12):
        other = [v for v in scope.variables.values() if not v.fixed and not v.stable]
        if other:
            return g.dice.pick(other).name     # the module's name changes its type
    return g.new_name(g.dice.pick(names_for(type)))


def bound(g, name, type):
    """The name has a value of the type from here on."""
    old = g.scope.variables.get(name)
    if old is None or old.type != type:
        g.scope.add(Variable(name, type, stable=g.nesting == 0 and g.dice.chance(0.3)))


def value_type(g):
    """A type for a new value: objects of the program's classes among them."""
    if g.usable_classes() and g.dice.chance(0.25):
        return ('object', g.dice.pick(g.usable_classes()))
    return random_type(g)


def assignable(g, wanted):
    """Own variables that a statement may change."""
    return [v for v in g.scope.variables.values() if not v.fixed and wanted(v.type)]


def mutable(g, wanted):
    """A readable variable whose object may be changed now, or None."""
    if g.quiet:
        return None
    found = g.variables(wanted)
    return g.dice.pick(found) if found else None


# ---------------------------------------------------------------- assignments

@makes('statement', 'assignment', 26)
def _(g, depth):
    type = value_type(g)
    value = expression(g, type, depth)
    name = bind(g, type)
    bound(g, name, type)
    return ['%s = %s' % (name, value)]


@makes('statement', 'alias', 8)
def _(g, depth):
    found = g.variables(lambda t: t not in ('function', 'bool', 'none'))
    if not found:
        return None
    variable = g.dice.pick(found)
    if head(variable.type) == 'tuple*':
        return None
    value = g.read(variable)
    name = bind(g, variable.type)
    if name == variable.name:
        return None
    bound(g, name, variable.type)
    return ['%s = %s' % (name, value)]


@makes('statement', 'chained assignment', 5)
def _(g, depth):
    type = value_type(g)
    value = expression(g, type, depth - 1)
    names = []
    for _ in range(g.dice.number(2, 3)):
        name = bind(g, type)
        bound(g, name, type)
        names.append(name)
    return ['%s = %s' % (' = '.join(names), value)]


@makes('statement', 'unpacking', 9)
def _(g, depth):
    types = [random_type(g, 1) for _ in range(g.dice.number(2, 3))]
    value = expression(g, ('tuple',) + tuple(types), depth - 1) if g.dice.chance(0.4) else \
        ', '.join(expression(g, type, depth - 1) for type in types)
    names = []
    for type in types:
        name = g.new_name(g.dice.pick(names_for(type))) if g.dice.chance(0.5) else bind(g, type)
        if name in names:
            name = g.unique(name)
        bound(g, name, type)
        names.append(name)
    text = ', '.join(names)
    return ['%s = %s' % (g.dice.pick([text, '(%s)' % text, '[%s]' % text]), value)]


@makes('statement', 'swap', 4)
def _(g, depth):
    own = assignable(g, lambda t: True)
    if len(own) < 2:
        return None
    first = g.dice.pick(own)
    others = [v for v in own if v.type == first.type and v is not first]
    if not others:
        return None
    second = g.dice.pick(others)
    return ['%s, %s = %s, %s' % (first.name, second.name, second.name, first.name)]


@makes('statement', 'starred unpacking', 5, since=(3, 0))
def _(g, depth):
    part = random_type(g, 1)
    parts = [str(expression(g, part, depth - 1)) for _ in range(g.dice.number(1, 4))]
    first, rest = g.new_name(g.dice.pick(names_for(part))), g.new_name('rest')
    bound(g, first, part)
    bound(g, rest, ('list', part))
    target = g.dice.pick(['%s, *%s' % (first, rest), '*%s, %s' % (rest, first)])
    return ['%s = %s' % (target, g.dice.pick(['[%s]', '(%s,)']) % ', '.join(parts))]


@makes('statement', 'nested unpacking', 3)
def _(g, depth):
    types = [random_type(g, 0) for _ in range(3)]
    names = [g.unique('u') for _ in types]
    values = [expression(g, type, depth - 1) for type in types]
    for name, type in zip(names, types):
        bound(g, name, type)
    return ['%s, (%s, %s) = %s, [%s, %s]' % (tuple(names) + tuple(values))]


@makes('statement', 'augmented assignment', 12)
def _(g, depth):
    found = assignable(g, lambda t: head(t) in AUGMENTED)
    if g.quiet:
        found = [v for v in found if head(v.type) not in ('list', 'set')]
    if not found:
        return None
    variable = g.dice.pick(found)
    kind = head(variable.type)
    value = expression(g, variable.type, depth - 1)
    if g.bounded and kind in ('str', 'bytes', 'list'):
        value = Code('%s[:2]' % value.at(PRIMARY), PRIMARY)
    return ['%s %s %s' % (variable.name, g.dice.pick(AUGMENTED[kind]), value)]


@makes('statement', 'subscript assignment', 10)
def _(g, depth):
    variable = mutable(g, lambda t: head(t) in ('list', 'dict'))
    if variable is None:
        return None
    name = g.read(variable)
    if head(variable.type) == 'dict':
        key = expression(g, variable.type[1], depth - 2)
        return ['%s[%s] = %s' % (name, key, expression(g, variable.type[2], depth - 1))]
    value = expression(g, variable.type[1], depth - 1)
    if g.catching:
        return ['%s[%s] = %s' % (name, expression(g, 'int', 1), value)]
    return ['if %s:' % name, '    %s[%s] = %s' % (name, g.dice.pick(['0', '-1', 'len(%s) // 2' % name]), value)]


@makes('statement', 'augmented subscript', 5)
def _(g, depth):
    variable = mutable(g, lambda t: head(t) in ('list', 'dict') and t[-1] in ('int', 'str', 'float'))
    if variable is None:
        return None
    name, part = g.read(variable), variable.type[-1]
    value = expression(g, part, depth - 1)
    if part == 'str':
        value = Code('%s[:2]' % value.at(PRIMARY), PRIMARY)
    if head(variable.type) == 'dict':
        key = literal(g, variable.type[1])
        if g.catching:
            return ['%s[%s] += %s' % (name, key, value)]
        return ['%s[%s] = %s' % (name, key, literal(g, part)), '%s[%s] += %s' % (name, key, value)]
    return ['if %s:' % name, '    %s[-1] += %s' % (name, value)]


@makes('statement', 'slice assignment', 5)
def _(g, depth):
    variable = mutable(g, lambda t: head(t) == 'list')
    if variable is None:
        return None
    name, part = g.read(variable), variable.type[1]
    roll = g.dice.number(0, 3)
    if roll == 0:
        return ['del %s[%s]' % (name, slice_text(g, 1))]
    if roll == 1 and g.catching:
        return ['%s[%s] = %s' % (name, slice_text(g, 1), iterable(g, part, depth - 2))]
    low = g.dice.number(-2, 2)
    source = iterable(g, part, depth - 2)
    if g.bounded:
        return ['%s[:] = list(%s)[:6]' % (name, source)]
    return ['%s[%d:%s] = %s' % (name, low, g.dice.pick(['', str(g.dice.number(-1, 3))]), source)]


@makes('statement', 'attribute assignment', 16)
def _(g, depth):
    found = [(v, m) for v in g.variables(lambda t: head(t) == 'object') for m in v.type[1].members() if m.writable(g)]
    if not found:
        return None
    variable, member = g.dice.pick(found)
    value = expression(g, member.result, depth - 1)
    name = g.read(variable)
    if member.result in ('int', 'float', 'str') and g.dice.chance(0.3):
        if member.result == 'str':
            value = Code('%s[:2]' % value.at(PRIMARY), PRIMARY)
        return ['%s.%s += %s' % (name, member.name, value)]
    return ['%s.%s = %s' % (name, member.name, value)]


@makes('statement', 'link of objects', 18)
def _(g, depth):
    """Objects that refer to each other, in cycles too."""
    found = g.variables(lambda t: head(t) == 'object' and t[1].links)
    if not found:
        return None
    variable, other = g.dice.pick(found), g.dice.pick(found)
    link = g.dice.pick(variable.type[1].links)
    left, right = g.read(variable), g.read(other)
    return ['%s.%s = %s' % (left, link, g.dice.pick([str(right), 'None', '[%s, %s]' % (right, left), str(left)]))]


@makes('statement', 'del', 8)
def _(g, depth):
    if g.nesting:
        return None
    found = [v for v in assignable(g, lambda t: True) if not v.stable]
    if g.scope.kind == 'function' and not g.dice.chance(0.5):
        return None
    if not found:
        return None
    chosen = g.dice.some(found, 1, 2)
    for variable in chosen:
        del g.scope.variables[variable.name]
    return ['del %s' % ', '.join(v.name for v in chosen)]


# ---------------------------------------------------------------- calls

@makes('statement', 'print', 22)
def _(g, depth):
    parts = [expression(g, random_type(g), depth - 1) for _ in range(g.dice.number(1, 3))]
    options = g.dice.pick(['', '', '', '', ", sep='-'", ", end=';\\n'"])
    return ['print(%s%s)' % (', '.join(parts), options)]


@makes('statement', 'list method', 12)
def _(g, depth):
    variable = mutable(g, lambda t: head(t) == 'list')
    if variable is None:
        return None
    name, part = g.read(variable), variable.type[1]
    value = expression(g, part, depth - 1)
    roll = g.dice.number(0, 8)
    if roll <= 2:
        return ['%s.append(%s)' % (name, value)]
    if roll == 3:
        return ['%s.insert(%d, %s)' % (name, g.dice.number(-3, 5), value)]
    if roll == 4:
        return ['%s.extend(%s)' % (name, 'list(%s)[:2]' % iterable(g, part, depth - 2) if g.bounded
                                   else iterable(g, part, depth - 2))]
    if roll == 5:
        return ['%s.reverse()' % name]
    if roll == 6 and part in ('int', 'str', 'float', 'bytes'):
        return ['%s.sort(%s)' % (name, g.dice.pick(['', 'reverse=True', 'key=str', 'key=lambda v: -len(str(v))']))]
    if roll == 7:
        return ['if %s in %s:' % (leaf(g, part), name), '    %s.%s' % (name, 'clear()' if g.has(3, 3) else 'pop()')]
    if g.catching:
        return [g.dice.pick(['%s.remove(%s)' % (name, value), '%s.pop(%d)' % (name, g.dice.number(-3, 3))])]
    return ['if %s:' % name, '    %s.pop(%s)' % (name, g.dice.pick(['', '0', '-1']))]


@makes('statement', 'dict method', 7)
def _(g, depth):
    variable = mutable(g, lambda t: head(t) == 'dict')
    if variable is None:
        return None
    name, key = g.read(variable), expression(g, variable.type[1], depth - 2)
    roll = g.dice.number(0, 5)
    if roll <= 1:
        return ['%s.update(%s)' % (name, expression(g, variable.type, depth - 1))]
    if roll == 2:
        return ['%s.setdefault(%s, %s)' % (name, key, expression(g, variable.type[2], depth - 1))]
    if roll == 3:
        return ['%s.pop(%s, None)' % (name, key)]
    if roll == 4:
        return ['del %s[%s]' % (name, key)] if g.catching else ['if %s in %s:' % (key.at(6), name), '    del %s[%s]' % (name, key)]
    return ['if %s:' % name, '    %s.%s()' % (name, g.dice.pick(['clear', 'popitem']))]


@makes('statement', 'set method', 6)
def _(g, depth):
    variable = mutable(g, lambda t: head(t) == 'set')
    if variable is None:
        return None
    name, part = g.read(variable), variable.type[1]
    roll = g.dice.number(0, 3)
    if roll <= 1:
        return ['%s.%s(%s)' % (name, g.dice.pick(['add', 'discard']), expression(g, part, depth - 1))]
    if roll == 2:
        method = g.dice.pick(['update', 'difference_update', 'intersection_update', 'symmetric_difference_update'])
        return ['%s.%s(%s)' % (name, method, iterable(g, part, depth - 1))]
    if g.catching:
        return ['%s.remove(%s)' % (name, expression(g, part, depth - 1))]
    return ['if %s:' % name, '    print(%s.pop())' % name]


@makes('statement', 'call', 10)
def _(g, depth):
    found = [f for f in g.functions if g.may_call(f) and head(f.result) != 'function']
    if not found:
        return None
    function = g.dice.pick(found)
    if head(function.result) == 'iterator':
        return ['print(list(%s))' % function.call(g, depth - 1)]
    return [str(function.call(g, depth - 1))]


@makes('statement', 'method call', 22)
def _(g, depth):
    found = [(v, m) for v in g.variables(lambda t: head(t) == 'object') for m in v.type[1].methods if m.may_use(g)]
    if not found:
        return None
    variable, member = g.dice.pick(found)
    return [str(member.use(g, g.read(variable), depth - 1))]


@makes('statement', 'iterator kept', 6)
def _(g, depth):
    part = random_scalar(g)
    found = [f for f in g.functions if f.result == ('iterator', part) and g.may_call(f)]
    if found and g.dice.chance(0.6):
        source = g.dice.pick(found).call(g, depth - 1)
    else:
        source = g.dice.pick([
            'iter(%s)' % expression(g, ('list', part), depth - 1), g.grow('generator expression', depth - 1, part) or '[]',
            'reversed(%s)' % expression(g, ('list', part), depth - 1),
            'iter(%s)' % expression(g, ('tuple', part, part), depth - 1)])
        if source == '[]':
            return None
    name = g.new_name(g.dice.pick(names_for('iterator')))
    if g.nesting == 0:
        g.scope.add(Variable(name, ('iterator', part)))
    g.scope.bound.add(name)
    return ['%s = %s' % (name, source), 'print(next(%s, None))' % name]


@makes('statement', 'generator driven', 5)
def _(g, depth):
    found = [f for f in g.functions if head(f.result) == 'iterator' and g.may_call(f)]
    if not found:
        return None
    name = g.new_name('gen')
    lines = ['%s = %s' % (name, g.dice.pick(found).call(g, depth - 1)), 'print(next(%s, %s))' % (name, literal(g, 'str'))]
    for _ in range(g.dice.number(1, 2)):
        roll = g.dice.number(0, 3)
        if roll == 0:
            lines += ['try:', '    print(%s.send(%s))' % (name, literal(g, random_scalar(g))), 'except StopIteration as stop:',
                      '    print(stop.%s)' % ('value' if g.has(3, 3) else 'args')]
        elif roll == 1:
            lines.append('%s.close()' % name)
        elif roll == 2:
            lines += ['try:', "    %s.throw(%s)" % (name, g.dice.pick(["ValueError('thrown')", 'KeyError(3)'])),
                      'except (ValueError, KeyError, StopIteration) as thrown:', '    print(repr(thrown))']
        else:
            lines.append('print(next(%s, None))' % name)
    g.scope.bound.add(name)
    if g.nesting == 0:
        g.scope.add(Variable(name, 'generator', fixed=False))
    return lines


@makes('statement', 'gc.collect', 2)
def _(g, depth):
    if g.scope.kind != 'module':
        return None
    return ['print(gc.collect())']


@makes('statement', 'assert', 3)
def _(g, depth):
    if g.catching:
        return ['assert %s%s' % (condition(g, depth - 1), g.dice.pick(['', ", 'not so'"]))]
    return ['assert %s or True' % condition(g, depth - 1).at(OR)]


@makes('statement', 'raise', 4)
def _(g, depth):
    if not g.catching:
        return None
    return ['if %s:' % condition(g, depth - 1), '    raise %s' % g.grow('error value', depth - 1)]


@makes('statement', 'pass', 1)
def _(g, depth):
    return ['pass']


@makes('statement', 'expression', 3)
def _(g, depth):
    return [str(expression(g, random_type(g), depth))]


@makes('statement', 'late-binding lambdas', 3)
def _(g, depth):
    if g.quiet:
        return None
    name, counter = g.unique('readers'), g.unique('i')
    g.scope.bound.add(name)
    if g.dice.chance(0.5):
        lines = ['%s = [lambda%s: %s for %s in range(3)]' % (name, g.dice.pick(['', ' n=%s' % counter]), counter, counter)]
    else:
        lines = ['%s = []' % name, 'for %s in range(3):' % counter, '    %s.append(lambda: %s * 100)' % (name, counter)]
        g.scope.bound.add(counter)
    return lines + ['print([read() for read in %s])' % name]


@makes('statement', 'list that holds itself', 2)
def _(g, depth):
    name = g.unique('ring')
    g.scope.add(Variable(name, 'ring', stable=False))
    body = g.dice.pick([['%s = [%s]', '%s.append(%s)'], ['%s = {"me": %s}', '%s["self"] = %s']])
    return [body[0] % (name, literal(g, 'int')), body[1] % (name, name), 'print(%s)' % name]


# ---------------------------------------------------------------- blocks

@makes('compound', 'if', 14)
def _(g, depth):
    lines = ['if %s:' % condition(g, depth)] + block(g)
    if g.dice.chance(0.3):
        lines += ['elif %s:' % condition(g, depth - 1)] + block(g)
    if g.dice.chance(0.5):
        lines += ['else:'] + block(g)
    return lines


@makes('compound', 'for', 16)
def _(g, depth):
    part = g.dice.pick(['int', 'int', 'str', random_type(g, 1)])
    live = g.variables(lambda t: t == ('list', part)) if g.dice.chance(0.3) else []
    source = g.read(g.dice.pick(live)) if live else iterable(g, part, depth - 1)
    if g.dice.chance(0.4):
        return loop(g, part, Code('list(%s)' % source, PRIMARY), quiet=0)
    return loop(g, part, source, quiet=0 if source.startswith('range(') and source.count('(') == 1 else 1)


def loop(g, part, source, quiet):
    with g.passing_block():
        names = []
        pieces = part[1:] if head(part) == 'tuple' and len(part) > 2 and g.dice.chance(0.7) else (part,)
        for piece in pieces:
            name = g.new_name(g.dice.pick(names_for(piece) + ['i'] if piece == 'int' else names_for(piece)))
            g.scope.add(Variable(name, piece))
            names.append(name)
        with g.raised(bounded=1, turns=1, quiet=quiet):
            body = block(g, 1, 3)
            if g.dice.chance(0.25):
                body += ['    if %s:' % condition(g, 1), '        %s' % g.dice.pick(['break', 'continue'])]
                body += block(g, 0, 1)
    lines = ['for %s in %s:' % (', '.join(names), source)] + body
    if g.dice.chance(0.15):
        lines += ['else:'] + block(g)
    return lines


@makes('compound', 'for over items', 6)
def _(g, depth):
    key, value = g.dice.pick(['int', 'str']), random_type(g, 1)
    source = Code('%s.items()' % expression(g, ('dict', key, value), depth - 1).at(PRIMARY), PRIMARY)
    return loop(g, ('tuple', key, value), source, quiet=1)


@makes('compound', 'for over enumerate, zip', 6)
def _(g, depth):
    part = random_type(g, 1)
    if g.dice.chance(0.5):
        return loop(g, ('tuple', 'int', part), Code('enumerate(%s)' % expression(g, ('list', part), depth - 1)), quiet=1)
    other = random_type(g, 0)
    return loop(g, ('tuple', part, other), Code('zip(%s, %s)' % (
        expression(g, ('list', part), depth - 1), expression(g, ('list', other), depth - 1))), quiet=1)


@makes('compound', 'while', 7)
def _(g, depth):
    name = g.unique('left')
    g.scope.add(Variable(name, 'int', fixed=True))
    lines = ['%s = %d' % (name, g.dice.number(0, 4)), 'while %s%s:' % (
        name, g.dice.pick([' > 0', '', ' > 0 and %s' % condition(g, 1).at(OR + 2)]))]
    with g.raised(bounded=1, turns=1):
        lines += ['    %s -= 1' % name] + block(g, 1, 2)
        if g.dice.chance(0.2):
            lines += ['    if %s:' % condition(g, 1), '        %s' % g.dice.pick(['break', 'continue'])]
            lines += block(g, 0, 1)
    if g.dice.chance(0.15):
        lines += ['else:'] + block(g)
    return lines


@makes('compound', 'with', 7)
def _(g, depth):
    found = [c for c in g.usable_classes() if c.can('__enter__')]
    if not found:
        return None
    kind = g.dice.pick(found)
    name = g.new_name('resource')
    target = g.dice.chance(0.6)
    head_text = 'with %s%s:' % (kind.construct(g, 1), ' as %s' % name if target else '')
    with g.passing_block():
        if target:
            g.scope.add(Variable(name, ('object', kind), fixed=True))
        with g.raised(catching=1 if kind.swallows else 0):
            body = block(g, 1, 2)
    g.scope.bound.add(name)
    return [head_text] + body
