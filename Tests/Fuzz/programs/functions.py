"""Definitions of functions, and calls of them."""
from .core import PRIMARY, Code, Scope, Variable, makes
from .statements import indented, simple_block
from .values import names_for, expression, head, literal, random_scalar, random_type

WORDS = ['f', 'g', 'compute', 'make', 'combine', 'update', 'choose', 'convert', 'scale', 'describe', 'collect']


class Parameter:
    """`kind`: plain, positional (only), keyword (only), args or kwargs."""

    def __init__(self, name, type, kind='plain', default=None):
        self.name, self.type, self.kind, self.default = name, type, kind, default


class Function:
    """What a call needs to know of a function."""

    def __init__(self, name, parameters, result, rank, cost=1, raises=False):
        self.name, self.parameters, self.result, self.rank = name, parameters, result, rank
        self.cost, self.raises = cost, raises

    def call(self, g, depth, name=None):
        g.cost += self.cost * 5 ** g.turns
        given = arguments(g, self.parameters, depth)
        return Code('%s(%s)' % (name or self.name, ', '.join(given)), PRIMARY)


def arguments(g, parameters, depth):
    """Arguments that fit: by place, by keyword, spread out."""
    placed, named = [], []
    by_place = True
    for parameter in parameters:
        value = None
        if parameter.kind == 'args':
            if by_place:
                placed += [str(expression(g, parameter.type, depth - 2)) for _ in range(g.dice.number(0, 2))]
            continue
        if parameter.kind == 'kwargs':
            named += ['%s=%s' % (name, expression(g, parameter.type, depth - 2))
                      for name in g.dice.some(['extra', 'other', 'more'], 0, 2)]
            continue
        if parameter.default is not None and g.dice.chance(0.5):
            by_place = False
            continue
        value = expression(g, parameter.type, depth - 1)
        if parameter.kind == 'keyword' or parameter.kind == 'plain' and (not by_place or g.dice.chance(0.15)):
            by_place = False
            named.append('%s=%s' % (parameter.name, value))
        elif by_place:
            placed.append(str(value))
        elif parameter.default is None:
            named.append('%s=%s' % (parameter.name, value))
    if placed and g.dice.chance(0.1) and g.has(3, 5):
        g.count('call', 'spread arguments')
        cut = g.dice.number(0, len(placed) - 1)
        rest = placed[cut:]
        placed = placed[:cut] + ['*%s' % g.dice.pick(['[%s]', '(%s,)']) % ', '.join(rest)]
    named = g.dice.shuffled(named)
    if named and g.dice.chance(0.1):
        g.count('call', 'spread keywords')
        pairs = ', '.join("'%s': %s" % tuple(part.split('=', 1)) for part in named)
        named = ['**{%s}' % pairs]
    return placed + named


def signature(parameters, first=None):
    """The text between the parentheses."""
    parts = [first] if first else []
    plain = [p for p in parameters if p.kind in ('positional', 'plain')]
    positional = [p for p in plain if p.kind == 'positional']
    for parameter in plain:
        parts.append(parameter.name + ('=%s' % parameter.default if parameter.default is not None else ''))
        if positional and parameter is positional[-1]:
            parts.append('/')
    star = [p for p in parameters if p.kind == 'args']
    only = [p for p in parameters if p.kind == 'keyword']
    if star:
        parts.append('*' + star[0].name)
    elif only:
        parts.append('*')
    parts += [p.name + ('=%s' % p.default if p.default is not None else '') for p in only]
    parts += ['**' + p.name for p in parameters if p.kind == 'kwargs']
    return ', '.join(parts)


def random_parameters(g, most=3):
    taken, parameters, with_default = set(), [], False
    for _ in range(g.dice.number(0, most)):
        type = random_type(g, 1)
        if g.usable_classes() and g.dice.chance(0.15):
            type = ('object', g.dice.pick(g.usable_classes()))
        name = g.dice.pick(names_for(type))
        if name in taken:
            continue
        taken.add(name)
        with_default = with_default or g.dice.chance(0.25) and head(type) != 'object'
        if with_default and head(type) == 'object':
            continue
        parameters.append(Parameter(name, type, default=literal(g, type) if with_default else None))
    if parameters and g.has(3, 8) and g.dice.chance(0.12):
        g.count('parameter', 'positional only')
        for parameter in parameters[:g.dice.number(1, len(parameters))]:
            parameter.kind = 'positional'
    if g.dice.chance(0.15):
        g.count('parameter', '*args')
        parameters.append(Parameter('args', random_scalar(g), 'args'))
    if g.has(3) and g.dice.chance(0.15):
        g.count('parameter', 'keyword only')
        type = random_scalar(g)
        parameters.append(Parameter('mode', type, 'keyword', literal(g, type) if g.dice.chance(0.6) else None))
    if g.dice.chance(0.12):
        g.count('parameter', '**kwargs')
        parameters.append(Parameter('options', random_scalar(g), 'kwargs'))
    return parameters


def function_scope(g, parameters):
    scope = Scope(g.scope, 'function')
    for parameter in parameters:
        if parameter.kind == 'args':
            scope.bound.add(parameter.name)
            scope.add(Variable(parameter.name, ('tuple*', parameter.type), stable=True))
        elif parameter.kind == 'kwargs':
            scope.add(Variable(parameter.name, ('dict', 'str', parameter.type), stable=True))
        else:
            scope.add(Variable(parameter.name, parameter.type, stable=g.dice.chance(0.6)))
    return scope


def use_of_stars(g, parameters):
    """Statements that look at *args and **kwargs."""
    lines = []
    for parameter in parameters:
        if parameter.kind == 'args' and g.dice.chance(0.6):
            lines.append(g.dice.pick(['print(%s)', 'print(len(%s))', 'for part in %s:\n    print(part)']) % parameter.name)
        elif parameter.kind == 'kwargs' and g.dice.chance(0.6):
            lines.append('print(sorted(%s.items()))' % parameter.name)
    return lines


def body_of_function(g, parameters, result, scope, statements=None):
    """The lines of a function's body that ends with its result."""
    with g.inside(scope), g.raised(bounded=1):
        lines = use_of_stars(g, parameters)
        if g.dice.chance(0.15):
            lines = ["'''What it does.'''"] + lines
        lines += simple_block(g, g.dice.number(0, 3) if statements is None else statements)
        if g.dice.chance(0.2):
            lines += ['if %s:' % expression(g, 'bool', 2),
                      '    return %s' % (expression(g, result, 2) if result != 'none' else '')]
        if result != 'none':
            lines.append('return %s' % expression(g, result, 3))
        elif not lines:
            lines.append('pass')
    return lines


def define(g, name, parameters, lines, decorators=(), first=None):
    text = ['@' + decorator for decorator in decorators]
    text.append('def %s(%s):' % (name, signature(parameters, first)))
    return text + indented(lines)


def announce(g, name, type='function'):
    """A name of the module that stays what it is."""
    g.scope.add(Variable(name, type, stable=True, fixed=True))


# ---------------------------------------------------------------- kinds of functions

@makes('function', 'plain', 20)
def _(g, depth):
    name = g.unique(g.dice.pick(WORDS))
    parameters = random_parameters(g)
    result = g.dice.pick(['none', random_type(g, 2), random_type(g, 1)])
    scope = function_scope(g, parameters)
    lines = body_of_function(g, parameters, result, scope)
    g.functions.append(Function(name, parameters, result, g.rank, g.cost))
    announce(g, name)
    return define(g, name, parameters, lines)


@makes('function', 'recursive', 6)
def _(g, depth):
    name = g.unique(g.dice.pick(['fact', 'fib', 'walk', 'deep']))
    result = g.dice.pick(['int', 'str', ('list', 'int')])
    parameter = Parameter('n', 'int')
    scope = function_scope(g, [parameter])
    scope.variables['n'].fixed = True
    with g.inside(scope), g.raised(bounded=1):
        base = expression(g, result, 1)
        step = expression(g, result, 2)
    if result == 'int':
        turn = g.dice.pick(['n * %s(n - 1)', '%s(n - 1) + %s(n - 2)', 'n + %s(n - 1)'])
    elif result == 'str':
        turn = g.dice.pick(["'<' + %s(n - 1) + '>'", 'str(n) + %s(n - 1)'])
    else:
        turn = g.dice.pick(['[n] + %s(n - 1)', '%s(n - 1) + [n]', '[n, *%s(n - 2), n]' if g.has(3, 5) else '[n] + %s(n - 1)'])
    turn = turn.replace('%s', name)
    lines = ['if n <= 0:', '    return %s' % base]
    if g.dice.chance(0.4):
        lines += ['got = %s' % turn, 'if %s:' % g.dice.pick(['n == 2', 'n % 2']), '    return %s' % step.at(0), 'return got']
    else:
        lines.append('return %s' % turn)
    g.functions.append(SmallNumber(name, [parameter], result, g.rank, 12 * g.cost))
    announce(g, name)
    return define(g, name, [parameter], lines)


class SmallNumber(Function):
    """A function that takes one small number."""

    def call(self, g, depth, name=None):
        g.cost += self.cost * 5 ** g.turns
        return Code('%s(%d)' % (name or self.name, g.dice.number(0, 5)), PRIMARY)


@makes('function', 'raising', 7)
def _(g, depth):
    name = g.unique(g.dice.pick(['check', 'fetch', 'parse']))
    parameters = random_parameters(g, 2)
    result = random_type(g, 1)
    scope = function_scope(g, parameters)
    with g.inside(scope), g.raised(bounded=1):
        error = g.grow('error value', 2)
        test = expression(g, 'bool', 2)
    lines = body_of_function(g, parameters, result, scope)
    lines = ['if %s:' % test, '    raise %s' % error] + lines
    g.functions.append(Function(name, parameters, result, g.rank, g.cost, raises=True))
    announce(g, name)
    return define(g, name, parameters, lines)


@makes('function', 'generator', 12)
def _(g, depth):
    name = g.unique(g.dice.pick(['numbers', 'pairs', 'walk', 'stream_of']))
    parameters = random_parameters(g, 2)
    part = random_type(g, 1)
    scope = function_scope(g, parameters)
    lines = []
    with g.inside(scope), g.raised(bounded=1):
        for _ in range(g.dice.number(1, 3)):
            roll = g.dice.number(0, 5)
            if roll == 0 and g.has(3, 3):
                g.count('generator', 'yield from')
                lines.append('yield from %s' % expression(g, ('list', part), 2))
            elif roll == 1:
                g.count('generator', 'yield in a loop')
                counter = g.new_name(g.dice.pick(['i', 'k']))
                with g.passing_block():
                    scope.add(Variable(counter, 'int', fixed=True))
                    lines += ['for %s in range(%d):' % (counter, g.dice.number(0, 4))]
                    lines += indented(simple_block(g, g.dice.number(0, 1)) + ['yield %s' % expression(g, part, 2)])
            elif roll == 2:
                g.count('generator', 'yield in try, finally')
                lines += ['try:', '    yield %s' % expression(g, part, 2), 'finally:', "    print('closed', %s)"
                          % expression(g, 'int', 1)]
            elif roll == 3:
                g.count('generator', 'value of yield')
                got = g.new_name('got')
                lines.append('%s = yield %s' % (got, expression(g, part, 2)))
                lines.append('print(%s)' % got)
                scope.bound.add(got)
            else:
                lines += simple_block(g, g.dice.number(0, 1)) + ['yield %s' % expression(g, part, 2)]
        if g.has(3, 3) and g.dice.chance(0.2):
            lines.append('return %s' % expression(g, random_type(g, 1), 1))
    g.functions.append(Function(name, parameters, ('iterator', part), g.rank, g.cost))
    announce(g, name)
    return define(g, name, parameters, lines)


@makes('function', 'closure factory', 8)
def _(g, depth):
    """A function that returns a function; it is called at once for a name of its own."""
    outer = g.unique(g.dice.pick(['make_adder', 'make_counter', 'make_reader']))
    inner = g.dice.pick(['inner', 'step', 'reader'])
    parameters = [p for p in random_parameters(g, 2) if p.kind in ('plain', 'positional')]
    inner_parameters = [p for p in random_parameters(g, 2) if p.kind in ('plain', 'positional')]
    result = random_type(g, 1)
    scope = function_scope(g, parameters)
    for variable in scope.variables.values():
        variable.stable = True
    with g.inside(scope), g.raised(bounded=1):
        lines = simple_block(g, g.dice.number(0, 1))
        for variable in scope.variables.values():
            variable.stable = True
        scope.add(Variable('calls', 'int', stable=True))
        lines.insert(0, 'calls = 0')
        inner_scope = function_scope(g, inner_parameters)
        body = []
        if g.has(3) and g.dice.chance(0.5):
            g.count('function', 'nonlocal')
            body = ['nonlocal calls', 'calls += %d' % g.dice.number(1, 3)]
            inner_scope.bound.discard('calls')
            inner_scope.read_outside.add('calls')
        body += body_of_function(g, inner_parameters, result, inner_scope, g.dice.number(0, 2))
        lines += define(g, inner, inner_parameters, body)
    lines.append('return %s' % inner)
    made = g.unique(inner)
    factory = Function(outer, parameters, 'function', g.rank, g.cost)
    text = define(g, outer, parameters, lines) + ['%s = %s' % (made, factory.call(g, 2))]
    g.functions.append(Function(made, inner_parameters, result, g.rank, g.cost))
    announce(g, made)
    announce(g, outer)
    return text


@makes('function', 'decorated', 6)
def _(g, depth):
    decorator = g.unique(g.dice.pick(['traced', 'counted', 'twice']))
    takes = g.dice.chance(0.3)
    wrapper = ['def wrapper(*args, **kwargs):', '    %s' % g.dice.pick(
        ["print('call', len(args), sorted(kwargs))", 'wrapper.calls = getattr(wrapper, "calls", 0) + 1',
         'seen.append(args)']), '    return function(*args, **kwargs)', 'return wrapper']
    lines = ['seen = []'] + wrapper
    if takes:
        lines = ['def decorate(function):'] + indented(lines) + ['return decorate']
        text = ['def %s(%s):' % (decorator, g.dice.pick(['label', "label='x'"]))] + indented(lines)
        use = "%s('tag')" % decorator
    else:
        text = ['def %s(function):' % decorator] + indented(lines)
        use = decorator
    name = g.unique(g.dice.pick(WORDS))
    parameters = random_parameters(g, 2)
    result = random_type(g, 1)
    scope = function_scope(g, parameters)
    body = body_of_function(g, parameters, result, scope)
    g.functions.append(Function(name, parameters, result, g.rank, g.cost))
    announce(g, decorator)
    announce(g, name)
    return text + define(g, name, parameters, body, [use])


@makes('function', 'global', 5)
def _(g, depth):
    """A function that binds a name of the module."""
    name, counter = g.unique('bump'), g.unique('counter')
    type = g.dice.pick(['int', 'str', ('list', 'int')])
    start = literal(g, type)
    change = {'int': '%s += n', 'str': '%s = str(n)'}.get(head(type), '%s = [n]') % counter
    lines = ['global %s' % counter, change]
    lines += g.dice.pick([['return n + 1'], ['return n'], ['if n > 2:', '    del n', '    return 0', 'return -n']])
    g.functions.append(Function(name, [Parameter('n', 'int')], 'int', g.rank, g.cost))
    g.scope.add(Variable(counter, type, stable=True))
    announce(g, name)
    return ['%s = %s' % (counter, start)] + define(g, name, [Parameter('n', 'int')], lines)


@makes('function', 'mutable default', 4)
def _(g, depth):
    name = g.unique('remember')
    part = random_scalar(g)
    lines = ['kept.append(value)', 'del kept[:-3]', 'return %s' % g.dice.pick(['kept', 'list(kept)', 'kept[:]'])]
    parameters = [Parameter('value', part), Parameter('kept', ('list', part), default='[]')]
    g.functions.append(Function(name, parameters, ('list', part), g.rank, g.cost))
    announce(g, name)
    return define(g, name, parameters, lines)


@makes('function', 'lambda with a name', 6)
def _(g, depth):
    name = g.unique(g.dice.pick(['square', 'key', 'pick']))
    parameters = [p for p in random_parameters(g, 2) if p.kind in ('plain', 'keyword')]
    result = random_type(g, 1)
    scope = function_scope(g, parameters)
    with g.inside(scope), g.raised(bounded=1):
        body = expression(g, result, 3)
    text = signature(parameters)
    g.functions.append(Function(name, parameters, result, g.rank, g.cost))
    announce(g, name)
    return ['%s = lambda%s: %s' % (name, ' ' + text if text else '', body)]


@makes('function', 'try, finally, return', 5)
def _(g, depth):
    name = g.unique('guarded')
    parameters = random_parameters(g, 2)
    result = g.dice.pick(['int', 'str', ('list', 'int')])
    scope = function_scope(g, parameters)
    with g.inside(scope), g.raised(bounded=1, nesting=1):
        with g.raised(catching=1), g.passing_block():
            inner = simple_block(g, g.dice.number(0, 2)) + ['return %s' % expression(g, result, 2)]
        with g.passing_block():
            handler = simple_block(g, g.dice.number(0, 1)) + ['return %s' % expression(g, result, 2)]
        with g.passing_block():
            final = simple_block(g, 1)
            if g.dice.chance(0.2) and not g.has(3, 14):
                final.append('return %s' % expression(g, result, 1))
    lines = ['try:'] + indented(inner) + ['except Exception%s:' % g.dice.pick(['', ' as error'])] + indented(handler)
    lines += ['finally:'] + indented(final)
    g.functions.append(Function(name, parameters, result, g.rank, g.cost))
    announce(g, name)
    return define(g, name, parameters, lines)


def definition(g):
    """The lines of a function's definition, and of what belongs to it."""
    with g.defining():
        return g.grow('function', 3)
