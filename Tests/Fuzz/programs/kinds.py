"""Classes of every kind: with slots, with built-in bases, with `__new__`, with descriptors, with attribute hooks."""
from .classes import Attribute, Class, Parameter, announce, define, representation
from .core import Variable, makes
from .statements import indented
from .values import expression, literal, random_scalar

BASES = {
    'list': ([('list', 'int')], ['__len__', '__getitem__', '__iter__']),
    'dict': ([('dict', 'str', 'int')], ['__len__', '__iter__']),
    'int': (['int'], []),
    'float': (['float'], []),
    'str': (['str'], ['__len__', '__getitem__', '__iter__']),
    'tuple': ([('list', 'int')], ['__len__', '__getitem__', '__iter__']),
    'set': ([('list', 'int')], ['__len__', '__iter__']),
    'Exception': (['str'], []),
}

USES = {
    'list': ['%s.append(%d)', 'print(%s + [%d])', 'print(%s == [%d])', '%s[:1] = [%d, 5]', 'print(%s * 2, %d)',
             'print(sorted(%s)[:%d])', '%s.extend([%d])', 'print(%s[:%d], type(%s[:1]).__name__)'],
    'dict': ["%s['n'] = %d", "print(%s.get('n', %d))", 'print(sorted(%s.items()), %d)', "%s.update(k=%d)",
             "print('n' in %s, %d)", "print(%s.setdefault('m', %d))", 'print(dict(%s) == {}, %d)'],
    'int': ['print(%s + %d)', 'print(%s * 2 > %d)', 'print(-%s, %d)', 'print([10, 20, 30][%s %% 3], %d)', 'print(hash(%s) == %d)',
            'print(int(%s), %d, type(int(%s)).__name__)', "print('%%d' %% %s, %d)", 'print({%s: 1}, %d)'],
    'float': ['print(%s + %d)', 'print(round(%s), %d)', 'print(%s * 2 > %d)', 'print(float(%s), %d)'],
    'str': ['print(%s + "x" * (%d %% 3))', 'print(%s.upper(), %d)', 'print(len(%s), %d)', 'print(%s[:2], %d)', 'print({%s: %d})',
            'print("a" in %s, %d)', 'print(str(%s), %d)', 'print("-".join([%s, "q"]), %d)'],
    'tuple': ['print(%s + (%d,))', 'print(%s == (%d,))', 'print(tuple(%s), %d)', 'print(%s[:1], %d)', 'print(hash(%s) == %d)',
              'print(%s.count(%d))', 'print([part for part in %s], %d)'],
    'set': ['%s.add(%d)', 'print(%d in {0})'.replace('{0}', '%s').replace('%d in %s', '%s == {%d}'), '%s.discard(%d)',
            'print(sorted(%s | {%d}))', '%s |= {%d}', 'print(len(%s & {%d}))'],
    'Exception': ['print(%s.args, %d)', 'print(repr(%s), %d)', 'try:\n    raise %s\nexcept Exception as error:\n    print(error.args, %d)',
                  'print(str(%s), %d)'],
}


@makes('class of a kind', 'extends a built-in class', 30)
def _(g, depth):
    builtin = g.dice.pick(sorted(BASES))
    parts, specials = BASES[builtin]
    made = Class(g.unique('My' + builtin.capitalize()))
    made.builtin = builtin
    made.weak = builtin not in ('int', 'tuple')
    made.copies = builtin not in ('Exception',)
    made.extends = builtin in ('list', 'dict', 'set')
    made.specials |= set(specials)
    plain = [Parameter('given', part) for part in parts]
    made.parameters = [Parameter('given', part, 'positional') for part in parts]
    body = ["'''Extends %s.'''" % builtin] if g.dice.chance(0.15) else []
    roll = g.dice.number(0, 5)
    if roll == 0 and builtin not in ('int', 'float', 'str', 'tuple'):
        g.count('class', '__init__ of a class with a built-in base')
        made.attributes.append(Attribute('note', 'int'))
        up = 'super().__init__(given)' if g.has(3) else '%s.__init__(self, given)' % builtin
        body += define(g, '__init__', plain, [up, 'self.note = %s' % literal(g, 'int')], first='self')
    elif roll == 1:
        g.count('class', '__new__ of a class with a built-in base')
        made.extends = False
        up = 'super().__new__(cls, given)' if g.has(3) else '%s.__new__(cls, given)' % builtin
        body += define(g, '__new__', plain, ['made = ' + up, "print('new', cls.__name__)", 'return made'], first='cls')
    elif roll == 2 and builtin in ('int', 'str', 'tuple', 'float'):
        body += ['__slots__ = ()']
        made.slots, made.weak = [], False
    elif roll == 3:
        body += ['level = %d' % g.dice.number(0, 300)]
        made.attributes.append(Attribute('level', 'int', settable=made.slots is None))
    if g.dice.chance(0.25):
        body += overridden(g, builtin)
    if g.dice.chance(0.3):
        body += g.grow('member', 3, made) or []
    text = finished(g, made, body, builtin)
    return text + in_use(g, made, builtin)


def overridden(g, builtin):
    """A method of the built-in class that the class has of its own."""
    choices = {
        'list': [('append', ['item'], ["print('append', item)", 'list.append(self, item)'])],
        'dict': [('__missing__', ['key'], ["print('missing', key)", 'return 0']),
                 ('__setitem__', ['key', 'value'], ["print('set', key)", 'dict.__setitem__(self, key, value)'])],
        'int': [('__add__', ['other'], ['return int.__add__(self, other) if isinstance(other, int) else NotImplemented'])],
        'str': [('upper', [], ['return str.upper(self) + "!"'])],
        'tuple': [('__len__', [], ['return tuple.__len__(self) + 1'])],
        'set': [('add', ['item'], ["print('add', item)", 'set.add(self, item)'])],
        'float': [('__repr__', [], ["return 'about ' + float.__repr__(self)"])],
        'Exception': [('__str__', [], ["return 'trouble: ' + str(self.args)"])],
    }
    name, parameters, lines = g.dice.pick(choices[builtin])
    g.count('class', 'overrides %s.%s' % (builtin, name))
    return define(g, name, [Parameter(p, 'int') for p in parameters], lines, first='self')


def finished(g, made, body, bases):
    made.rank = g.next_rank()
    g.classes.append(made)
    announce(g, made.name)
    return ['class %s%s:' % (made.name, '(%s)' % bases if bases else '')] + indented(body or ['pass'])


def in_use(g, made, builtin):
    name = g.unique(made.name.lower())
    lines = ['%s = %s' % (name, made.construct(g, 2))]
    g.scope.add(Variable(name, ('object', made)))
    for _ in range(g.dice.number(0, 3)):
        use = g.dice.pick(USES[builtin])
        count = use.replace('%%', '').count('%s')
        number = g.dice.number(0, 9)
        places = {1: (name, number), 2: (name, number, name)}[count]
        lines += (use % places).split('\n')
    if made.slots is None and g.dice.chance(0.4) and not made.dynamic:
        lines += ['%s.extra = %s' % (name, expression(g, random_scalar(g), 1)), 'print(%s.__dict__)' % name]
    return lines


@makes('class of a kind', 'with slots', 20)
def _(g, depth):
    parent = g.dice.pick([c for c in g.classes if c.slots and c.builtin is None] or [None]) if g.dice.chance(0.5) else None
    made = Class(g.unique('Slotted'), parent)
    own = [g.unique('part') for _ in range(g.dice.number(1, 3))]
    types = [random_scalar(g) for _ in own]
    made.slots = list(parent.slots if parent else []) + own
    extra = g.dice.pick([[], [], ['__weakref__'], ['__dict__'], ['__weakref__', '__dict__']])
    if parent is not None:
        extra = [name for name in extra if name not in parent.extra_slots]
    made.extra_slots = extra + (parent.extra_slots if parent else [])
    made.weak = '__weakref__' in made.extra_slots
    names = own + extra
    text = "'%s'" % names[0] if len(names) == 1 and g.dice.chance(0.3) else g.dice.pick(['(%s,)', '[%s]']) % ', '.join(
        "'%s'" % name for name in names)
    set_up = own if g.dice.chance(0.8) else own[:-1]
    new = [Parameter(name, type) for name, type in zip(own, types) if name in set_up]
    body = ['__slots__ = %s' % text]
    inherited = [p for p in made.parameters]
    lines = []
    if parent is not None:
        lines = ['%s.__init__(self%s)' % (parent.name, ''.join(', ' + p.name for p in inherited))]
    made.parameters = inherited + new
    made.attributes += [Attribute(p.name, p.type) for p in new]
    lines += ['self.%s = %s' % (p.name, p.name) for p in new]
    body += define(g, '__init__', made.parameters, lines or ['pass'], first='self')
    for _ in range(g.dice.number(0, 2)):
        body += g.grow('member', 3, made) or []
    if not made.can('__repr__') and g.dice.chance(0.4):
        body += representation(made)
    text = finished(g, made, body, parent.name if parent else 'object' if not g.has(3) else '')
    name = g.unique('slotted')
    text += ['%s = %s' % (name, made.construct(g, 2))]
    g.scope.add(Variable(name, ('object', made)))
    return text + g.dice.pick([[], ['del %s.%s' % (name, own[0]) if own[0] in set_up else 'pass', 'print(hasattr(%s, "%s"))' % (name, own[0]),
                                    '%s.%s = %s' % (name, own[0], literal(g, types[0]))],
                               ['try:', '    %s.unheard = 1' % name, "    print('set')", 'except AttributeError as error:', '    print(error)'],
                               ["print(hasattr(%s, '__dict__'))" % name], ['print(%s.__slots__)' % made.name]])


@makes('class of a kind', 'with __new__', 12)
def _(g, depth):
    made = Class(g.unique('Made'))
    made.extends = False
    type = random_scalar(g)
    made.parameters = [Parameter('given', type)]
    made.attributes.append(Attribute('given', type))
    up = 'super().__new__(cls)' if g.has(3) else 'object.__new__(cls)'
    roll = g.dice.number(0, 3)
    if roll == 0:
        g.count('class', 'singleton')
        body = ['only = None'] + define(g, '__new__', made.parameters, ['if cls.only is None:', '    cls.only = ' + up, 'return cls.only'], first='cls')
    elif roll == 1:
        g.count('class', 'cache of objects')
        body = ['known = {}'] + define(g, '__new__', made.parameters, ['made = cls.known.get(given)', 'if made is None:', '    made = cls.known[given] = ' + up,
                                                                       'return made'], first='cls')
    elif roll == 2:
        body = define(g, '__new__', made.parameters, ["print('new', given)", 'made = ' + up, 'made.early = [given]', 'return made'], first='cls')
    else:
        g.count('class', '__new__ gives something else')
        other = g.unique('Other')
        made.attributes, made.weak = [], False
        body = define(g, '__new__', made.parameters, ['if given:', '    return [given]', 'return ' + up], first='cls')
        lines = ['class %s(object):' % made.name] + indented(body)
        g.scope.bound.update([made.name, other])
        return lines + ['%s = %s(%s)' % (other, made.name, literal(g, type)), 'print(type(%s).__name__)' % other]
    body += define(g, '__init__', made.parameters, ['self.given = given'], first='self')
    made.copies = False
    return finished(g, made, body, 'object')


@makes('class of a kind', 'descriptor', 14)
def _(g, depth):
    descriptor, owner = g.unique('Field'), g.unique('Record')
    is_data = g.dice.chance(0.6)
    lines = ['class %s(object):' % descriptor]
    if g.has(3, 6) and g.dice.chance(0.5):
        # No text made at run time: the cache of classes' attributes would hold it, for as long as addresses have it.
        lines += ['    def __init__(self):', '        self.name = None', '    def __set_name__(self, owner, name):', "        self.name = '_kept'"]
    else:
        lines += ['    def __init__(self):', "        self.name = '_hidden'"]
    lines += ['    def __get__(self, instance, owner=None):', '        if instance is None:', '            return %s' % g.dice.pick(['self', "'on the class'"]),
              '        return getattr(instance, self.name, %s)' % literal(g, 'int')]
    if is_data:
        lines += ['    def __set__(self, instance, value):', "        print('set', self.name)", '        setattr(instance, self.name, value)']
        if g.dice.chance(0.4):
            lines += ['    def __delete__(self, instance):', "        print('delete')", '        delattr(instance, self.name)']
    lines += ['class %s(object):' % owner, '    field = %s()' % descriptor, '    other = %s()' % descriptor]
    one = g.unique('record')
    g.scope.bound.update([descriptor, owner, one])
    value = expression(g, random_scalar(g), 1)
    lines += ['%s = %s()' % (one, owner), 'print(%s.field)' % one, '%s.field = %s' % (one, value), 'print(%s.field, %s.__dict__)' % (one, one)]
    lines += g.dice.pick([[], ['try:', '    del %s.field' % one, 'except AttributeError as error:', '    print(error)', 'print(%s.field)' % one],
                          ["%s.__dict__['field'] = 9" % one, 'print(%s.field)' % one], ['print(type(%s.field).__name__)' % owner],
                          ['%s.other = %s.field' % (one, one), 'print(vars(%s))' % one]])
    return lines


@makes('class of a kind', 'attribute hooks', 12)
def _(g, depth):
    made = Class(g.unique('Hooked'))
    made.parameters = [Parameter('given', 'int')]
    made.attributes.append(Attribute('given', 'int'))
    made.dynamic = True
    body = define(g, '__init__', made.parameters, ['self.given = given'], first='self')
    if g.dice.chance(0.6):
        up = 'super().__setattr__(name, value)' if g.has(3) else 'object.__setattr__(self, name, value)'
        body += define(g, '__setattr__', [Parameter('name', 'str'), Parameter('value', 'int')], ["print('set', name)", up], first='self')
    if g.dice.chance(0.4):
        body += define(g, '__delattr__', [Parameter('name', 'str')], ["print('delete', name)", 'object.__delattr__(self, name)'], first='self')
    if g.dice.chance(0.5):
        made.specials.add('__getattr__')
        body += define(g, '__getattr__', [Parameter('name', 'str')], ["if name.startswith('__'):", '    raise AttributeError(name)', 'return name.upper()'],
                       first='self')
    elif g.dice.chance(0.5):
        body += define(g, '__getattribute__', [Parameter('name', 'str')], ["if name == 'magic':", '    return 42', 'return object.__getattribute__(self, name)'],
                       first='self')
    name = g.unique('hooked')
    text = finished(g, made, body, 'object')
    text += ['%s = %s' % (name, made.construct(g, 2))]
    g.scope.add(Variable(name, ('object', made)))
    return text + ['try:', '    print(%s.magic)' % name, 'except AttributeError as error:', '    print(error)'] + \
        g.dice.pick([[], ['%s.fresh = [1]' % name, 'del %s.fresh' % name], ['print(sorted(%s.__dict__))' % name]])


@makes('class of a kind', 'private names and vars', 12)
def _(g, depth):
    kind, one = g.unique('Safe'), g.unique('safe')
    g.scope.bound.update([kind, one])
    value = expression(g, random_scalar(g), 1)
    lines = ['class %s(object):' % kind, "    '''Keeps something to itself.'''", '    __shared = %s' % literal(g, 'int'), '    def __init__(self, given):',
             '        self.__given = given', '        self.open = [given]', '    def __hidden(self):', '        return self.__given, self.__shared',
             '    def shown(self):', '        return self.__hidden()', '%s = %s(%s)' % (one, kind, value), 'print(%s.shown())' % one]
    return lines + g.dice.pick([
        ['print(sorted(vars(%s)))' % one], ['print(%s._%s__given)' % (one, kind)], ['print(%s.__doc__, %s.__name__)' % (kind, kind)],
        ['names%s = %s.__dict__' % (one, one), "names%s['more'] = 300" % one, 'print(%s.more)' % one, 'del %s' % one],
        ["%s.__dict__['open'].append(5)" % one, 'print(%s.open)' % one],
        ['%s.__dict__ = {"fresh": [1]}' % one, 'print(%s.fresh, hasattr(%s, "open"))' % (one, one)],
        ['%s.__class__ = %s' % (one, kind), 'print(type(%s).__name__)' % one]])


@makes('class of a kind', 'several bases', 10)
def _(g, depth):
    top, left, right, bottom, one = [g.unique(n) for n in ('Top', 'Left', 'Right', 'Bottom', 'diamond')]
    g.scope.bound.update([top, left, right, bottom, one])
    up = (lambda name: 'super()') if g.has(3) else (lambda name: 'super(%s, self)' % name)
    lines = ['class %s(object):' % top, '    def __init__(self):', "        print('top')", '        self.path = []', '    def go(self):', "        return ['top']"]
    for name in (left, right):
        lines += ['class %s(%s):' % (name, top)]
        made = ['    def __init__(self):', '        %s.__init__()' % up(name), "        self.path.append('%s')" % name] if g.dice.chance(0.7) else []
        made += ['    def go(self):', "        return ['%s'] + %s.go()" % (name, up(name))] if g.dice.chance(0.7) else []
        lines += made or ['    pass']
    lines += ['class %s(%s, %s):' % (bottom, left, right), '    %s' % g.dice.pick(['pass', 'def more(self):\n        return self.go() * 2'])]
    lines += ['%s = %s()' % (one, bottom), 'print(%s.path, %s.go())' % (one, one)]
    return lines + g.dice.pick([[], ['print([part.__name__ for part in %s.__mro__])' % bottom], ['print(issubclass(%s, %s), isinstance(%s, %s))' % (bottom, top, one, right)],
                                ['del %s' % one, 'del %s, %s' % (bottom, left), 'print(gc.collect())']])


def class_of_a_kind(g):
    return g.grow('class of a kind', 3) or ['pass']
