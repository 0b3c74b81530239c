"""What happens when objects die: finalizers, resurrection, weak references; copies; counts."""
from .classes import comparable, define
from .core import Variable, makes
from .statements import indented
from .values import expression, head, literal, random_scalar

@makes('member', '__del__', 12)
def _(g, depth, made):
    if made.can('__del__') or made.builtin in ('tuple', 'int') and g.dice.chance(0.5):
        return None
    made.specials.add('__del__')
    fields = [a.name for a in comparable(made)]
    shown = "getattr(self, '%s', 'unset')" % g.dice.pick(fields) if fields and made.dynamic is None else "'%s'" % made.name
    lines = ["print('del', %s)" % shown]
    roll = g.dice.number(0, 11)
    if roll <= 1 and g.kept:
        g.count('finalizer', 'resurrects')
        lines.append('if len(%s) < 6:\n    %s.append(self)' % (g.kept, g.kept))
    elif roll == 2:
        g.count('finalizer', 'makes a cycle')
        lines += ['ring = [self]', 'ring.append(ring)']
    elif roll == 3 and made.dynamic is None and made.slots is None and made.builtin is None:
        g.count('finalizer', 'changes the object')
        lines.append('self.gone = [1]')
    elif roll == 4 and made.links:
        g.count('finalizer', 'lets go of a link')
        lines.append('self.%s = None' % g.dice.pick(made.links))
    elif roll == 5:
        g.count('finalizer', 'catches its own exception')
        lines += ['try:', '    [][1]', 'except IndexError as error:', '    print(error)']
    elif roll == 6:
        lines.append('spare = [%s for place in range(3)]' % literal(g, random_scalar(g)))
    elif roll == 7 and made.base is not None and made.base.can('__del__') and g.has(3):
        lines.append('super().__del__()')
    return define(g, '__del__', [], lines, first='self')


def weakly(g):
    """Objects that may be referred to weakly."""
    return [v for v in g.variables(lambda t: head(t) == 'object' and t[1].weak) if v.name != 'self']


@makes('statement', 'weak reference', 14)
def _(g, depth):
    found = weakly(g)
    if 'weakref' not in g.modules or not found or g.quiet:
        return None
    target, lines = g.read(g.dice.pick(found)), []
    name = g.unique('weak')
    callback = ''
    roll = g.dice.number(0, 5)
    if roll == 0:
        callback = ", lambda gone: print('callback', gone() is None)"
    elif roll == 1 and g.kept and g.scope.kind == 'module':
        callback = ', lambda gone: %s.append(gone() is None)' % g.kept
    elif roll == 2:
        function = g.unique('note')
        g.scope.bound.add(function)
        lines += ['def %s(gone):' % function, "    print('gone', gone() is None)"]
        callback = ', ' + function
    g.count('weak reference', 'with a callback' if callback else 'plain')
    lines.append('%s = weakref.ref(%s%s)' % (name, target, callback))
    if g.nesting == 0:
        g.scope.add(Variable(name, 'weak'))
    else:
        g.scope.bound.add(name)
    return lines + g.dice.pick([[], ['print(%s() is %s)' % (name, target)],
                                ['print(weakref.getweakrefcount(%s))' % target],
                                ['print(%s is weakref.ref(%s))' % (name, target)]])


@makes('statement', 'weak reference asked', 8)
def _(g, depth):
    found = g.variables(lambda t: t == 'weak')
    if not found:
        return None
    name = g.read(g.dice.pick(found))
    got = g.unique('got')
    g.scope.bound.add(got)
    return g.dice.pick([['print(%s() is None)' % name], ['%s = %s()' % (got, name), 'print(%s is None)' % got],
                        ['print(%s == %s, %s() is %s())' % (name, name, name, name)],
                        ['if %s() is not None:' % name, '    print(type(%s()).__name__)' % name]])


@makes('statement', 'weak proxy', 5)
def _(g, depth):
    found = weakly(g)
    if 'weakref' not in g.modules or not found or g.quiet:
        return None
    variable = g.dice.pick(found)
    fields = [a.name for a in comparable(variable.type[1])]
    target, name = g.read(variable), g.unique('proxy')
    if g.nesting == 0:
        g.scope.add(Variable(name, 'weak proxy'))
    else:
        g.scope.bound.add(name)
    lines = ['%s = weakref.proxy(%s)' % (name, target)]
    if fields:
        lines += ['try:', '    print(%s.%s)' % (name, g.dice.pick(fields)), 'except (AttributeError, ReferenceError) as error:',
                  '    print(type(error).__name__)']
    return lines


@makes('statement', 'proxy of what may be gone', 5)
def _(g, depth):
    found = g.variables(lambda t: t == 'weak proxy')
    if not found:
        return None
    name = g.read(g.dice.pick(found))
    use = g.dice.pick(['%s.value', '%s.extra = 5', 'bool(%s)', 'len(%s)', '%s == 3'])
    body = use % name
    return ['try:', '    ' + (body if '= 5' in body else 'print(%s)' % body),
            'except (AttributeError, ReferenceError, TypeError) as error:', '    print(type(error).__name__)']


@makes('statement', 'last reference given up', 14)
def _(g, depth):
    """The names of an object go one after another, or all at once."""
    if g.nesting or g.scope.kind != 'module':
        return None
    found = [v for v in g.scope.variables.values() if head(v.type) == 'object' and not v.fixed and not v.stable]
    if not found:
        return None
    chosen = g.dice.some(found, 1, 3)
    for variable in chosen:
        del g.scope.variables[variable.name]
    form = g.dice.number(0, 2)
    names = [v.name for v in chosen]
    if form == 0:
        lines = ['del %s' % ', '.join(names)]
    elif form == 1:
        lines = ['%s = None' % ' = '.join(names)]
    else:
        lines = ['del %s' % name for name in names]
    return lines + (['print(gc.collect())'] if g.dice.chance(0.3) else [])


@makes('statement', 'temporary object', 8)
def _(g, depth):
    """An object that lives as long as an expression."""
    found = [c for c in g.usable_classes()]
    if not found or g.quiet:
        return None
    made = g.dice.pick(found).construct(g, depth - 1)
    return [g.dice.pick(['%s', 'print(isinstance(%s, object))', '[%s]', 'print(len([%s, %s]))' % ('%s', made.replace('%', '%%')),
                         'print({1: %s}.get(2))', 'print((lambda thing: 7)(%s))', 'print(type(%s).__name__)']) % made]


@makes('statement', 'copy', 8)
def _(g, depth):
    if 'copy' not in g.modules or g.quiet:
        return None
    found = g.variables(lambda t: head(t) in ('list', 'dict', 'tuple', 'set') or head(t) == 'object' and t[1].copies)
    if not found:
        return None
    variable = g.dice.pick(found)
    if variable.name == 'self':
        return None
    name, how = g.unique('copied'), g.dice.pick(['copy', 'deepcopy'])
    target = g.read(variable)
    if g.nesting == 0:
        g.scope.add(Variable(name, variable.type))
    else:
        g.scope.bound.add(name)
    return ['%s = copy.%s(%s)' % (name, how, target)] + g.dice.pick([[], ['print(%s is %s)' % (name, target)]])


@makes('statement', 'getrefcount', 7)
def _(g, depth):
    if 'sys' not in g.modules:
        return None
    found = [v for v in g.variables(lambda t: head(t) in ('list', 'dict', 'set', 'object')) if v.name != 'self']
    return ['print(sys.getrefcount(%s))' % g.read(g.dice.pick(found))] if found else None


def observer(g):
    """A subject that knows its observers weakly."""
    subject, watcher, callback = g.unique('Subject'), g.unique('Watcher'), g.dice.chance(0.5)
    one, two, source = g.unique('one'), g.unique('two'), g.unique('source')
    g.modules.add('weakref')
    g.scope.bound.update([one, two, source])
    add = 'self.watchers.append(weakref.ref(watcher%s))' % (', self.watchers.remove' if callback else '')
    lines = ['class %s(object):' % subject, '    def __init__(self):', '        self.watchers = []',
             '    def add(self, watcher):', '        ' + add, '    def tell(self, what):',
             '        for reference in self.watchers:', '            watcher = reference()',
             '            if watcher is not None:', '                watcher.hear(what)',
             'class %s(object):' % watcher, '    def __init__(self, name):', '        self.name = name',
             '    def hear(self, what):', '        print(self.name, what)',
             '%s, %s, %s = %s(), %s(%s), %s(%s)' % (source, one, two, subject, watcher, literal(g, 'str'), watcher, literal(g, 'int')),
             '%s.add(%s)' % (source, one), '%s.add(%s)' % (source, two), '%s.tell(1)' % source]
    if g.dice.chance(0.3):
        lines.append('%s.me = %s' % (one, one))
    return lines + ['del %s' % one, '%s.tell(2)' % source, 'print(len(%s.watchers))' % source]


def dying_ring(g):
    """A ring of objects with finalizers, which only a collection ends."""
    kind, count = g.unique('Ring'), g.dice.number(1, 3)
    names = [g.unique('r') for _ in range(count)]
    g.scope.bound.update(names)
    body = ["print('del', self.name)"]
    roll = g.dice.number(0, 4)
    if roll == 0 and g.kept:
        body.append('%s.append(self)' % g.kept)
    elif roll == 1:
        body.append('self.next = None')
    elif roll == 2:
        body.append('self.next.name = "changed"')
    lines = ['class %s(object):' % kind, '    def __init__(self, name):', '        self.name = name', '    def __del__(self):']
    lines += ['        ' + line for line in body]
    lines += ['%s = %s(%d)' % (name, kind, number) for number, name in enumerate(names)]
    lines += ['%s.next = %s' % (name, names[(number + 1) % count]) for number, name in enumerate(names)]
    if 'weakref' in g.modules and g.dice.chance(0.6):
        weak = g.unique('watch')
        g.scope.bound.add(weak)
        lines.append('%s = weakref.ref(%s%s)' % (weak, names[0], g.dice.pick(['', ", lambda gone: print('called')"])))
    if not g.has(3, 4):
        return None                    # the collector leaves rings with finalizers alone
    lines.append('del %s' % ', '.join(names))
    return lines + ['print(gc.collect())'] * g.dice.number(0, 2)


def generator_dropped(g):
    """A generator that stands in a block with a finally or a with, and loses its last reference."""
    name, waiting = g.unique('waiting'), g.unique('started')
    g.scope.bound.add(waiting)
    body = g.dice.pick([['try:', '    yield %s' % expression(g, random_scalar(g), 1), '    yield 2', 'finally:', "    print('left', local)"],
                        ['try:', '    yield 1', 'except GeneratorExit:', "    print('told to leave')", '    raise'],
                        ['for n in local:', '    try:', '        yield n', '    finally:', '        print(n)'],
                        ['try:', '    try:', '        yield 1', '    finally:', "        print('inner')", 'finally:', "    print('outer')"]])
    lines = ['def %s(local):' % name] + indented(body) + ['%s = %s(%s)' % (waiting, name, expression(g, ('list', 'int'), 1))]
    lines += ['print(next(%s, None))' % waiting] * g.dice.number(0, 2)
    ways = [['del %s' % waiting], ['%s = None' % waiting], ['%s.close()' % waiting], []]
    if g.has(3, 4):
        holder = g.unique('holder')
        g.scope.bound.add(holder)
        ways.append(['%s = [%s]' % (holder, waiting), '%s.append(%s)' % (holder, holder), 'del %s, %s' % (waiting, holder), 'print(gc.collect())'])
    return lines + g.dice.pick(ways)


LIFE_IDIOMS = [('observer', observer), ('dying ring', dying_ring), ('generator dropped', generator_dropped)]
