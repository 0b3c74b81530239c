"""Class statements, and what can be done with their objects."""
from .core import PRIMARY, Code, Scope, Variable, makes
from .functions import Function, Parameter, announce, arguments, body_of_function, define, function_scope, \
    random_parameters
from .statements import indented
from .values import SCALARS, expression, head, literal, random_scalar, random_type

CLASS_NAMES = ['Node', 'Account', 'Point', 'Shape', 'Animal', 'Stack', 'Counter', 'Item', 'Player']
ATTRIBUTES = {'int': ['value', 'balance', 'width', 'number'], 'str': ['name', 'label', 'owner'],
              'float': ['rate', 'weight'], 'bool': ['active'], 'bytes': ['payload'], 'complex': ['offset'],
              'list': ['items', 'history', 'children'], 'tuple': ['position'], 'dict': ['fields'], 'set': ['marks']}


class Attribute:
    """A value that every object of a class has."""

    def __init__(self, name, result, rank=0, settable=True, cost=1):
        self.name, self.result, self.rank, self.settable, self.cost = name, result, rank, settable, cost
        self.raises = False

    def may_use(self, g):
        return g.may_call(self) if self.rank else True

    def writable(self, g):
        return self.settable and self.may_use(g)

    def use(self, g, target, depth):
        if self.rank:
            g.cost += self.cost * 5 ** g.turns
        elif g.dice.chance(0.08):
            return Code("getattr(%s, '%s')" % (target, self.name), PRIMARY)
        return Code('%s.%s' % (target, self.name), PRIMARY)


class Method(Function):
    """A method: `kind` is plain, static or class."""

    kind = 'plain'

    def may_use(self, g):
        return g.may_call(self)

    def writable(self, g):
        return False

    def use(self, g, target, depth):
        return self.call(g, depth, '%s.%s' % (target, self.name))


class Class:
    """What the rest of the program may know of a class."""

    def __init__(self, name, base=None):
        self.name, self.base = name, base
        self.attributes = list(base.attributes) if base else []
        self.methods = list(base.methods) if base else []
        self.specials = set(base.specials) if base else set()
        self.links = list(base.links) if base else []
        self.parameters = list(base.parameters) if base else []
        self.swallows = base.swallows if base else False
        self.rank = 0
        self.cost = base.cost if base else 1
        self.builtin = base.builtin if base else None      # the name of the built-in class that it extends
        self.slots = list(base.slots) if base and base.slots is not None else None
        self.extra_slots = list(base.extra_slots) if base else []
        self.dynamic = base.dynamic if base else None      # attributes go through methods of the class
        self.weak = base.weak if base else True            # may be referred to weakly
        self.copies = base.copies if base else True        # the module copy copies its objects
        self.extends = True                                # other classes may extend it

    def takes_attributes(self):
        """Whether its objects take attributes of any name."""
        return self.slots is None or '__dict__' in self.extra_slots

    def members(self):
        return self.attributes + self.methods

    def can(self, special):
        return special in self.specials

    def construct(self, g, depth):
        return Code('%s(%s)' % (self.name, ', '.join(arguments(g, self.parameters, depth))), PRIMARY)


def class_definition(g):
    """The lines of a class statement."""
    possible = [c for c in g.classes if c.extends]
    base = g.dice.pick(possible) if possible and g.dice.chance(0.45) else None
    made = Class(g.unique(g.dice.pick(CLASS_NAMES)), base)
    made.slots, made.weak = None, True
    body = ["'''%s.'''" % g.dice.pick(['A thing', 'It has two parts'])] if g.dice.chance(0.1) else []
    body += class_attributes(g, made)
    if base is None or g.dice.chance(0.5):
        body += initializer(g, made)
    for _ in range(g.dice.number(0, 3)):
        body += g.grow('member', 3, made) or []
    if base is None and not made.can('__repr__') and g.dice.chance(0.5):
        body += representation(made)
    made.rank = g.next_rank()
    g.classes.append(made)
    announce(g, made.name)
    if base:
        g.count('class', 'inherits')
    bases = '(%s)' % base.name if base else g.dice.pick(['', '', '(object)'])
    return ['class %s%s:' % (made.name, bases)] + indented(body or ['pass'])


def class_attributes(g, made):
    lines = []
    for _ in range(g.dice.pick([0, 0, 1, 2])):
        type = g.dice.pick(['int', 'str', ('list', 'int')])
        name = g.unique('shared')
        made.attributes.append(Attribute(name, type))
        lines.append('%s = %s' % (name, literal(g, type)))
        g.count('class', 'attribute of the class')
    return lines


def initializer(g, made):
    parameters, lines = [], []
    inherited = list(made.parameters)
    if made.base:
        names = set(p.name for p in inherited)
        required = [p for p in inherited]
        call = ', '.join(p.name if p.kind != 'keyword' else '%s=%s' % (p.name, p.name) for p in required)
        parameters = [Parameter(p.name, p.type, 'plain', p.default) for p in required]
        form = 'super().__init__(%s)' if g.has(3) and g.dice.chance(0.7) else made.base.name + '.__init__(self%s)'
        lines.append(form % (call if form.startswith('super') else ', ' + call if call else ''))
        g.count('class', 'super().__init__' if form.startswith('super') else 'Base.__init__')
    taken = set(a.name for a in made.attributes) | set(p.name for p in parameters)
    need_default = bool(parameters) and parameters[-1].default is not None
    for _ in range(g.dice.number(0 if made.base else 1, 2)):
        type = random_type(g, 1)
        name = g.dice.pick(ATTRIBUTES[head(type)])
        if name in taken:
            continue
        taken.add(name)
        made.attributes.append(Attribute(name, type))
        if g.dice.chance(0.6):
            default = literal(g, type) if need_default or g.dice.chance(0.3) else None
            need_default = need_default or default is not None
            parameters.append(Parameter(name, type, 'plain', default))
            lines.append('self.%s = %s' % (name, name))
        else:
            lines.append('self.%s = %s' % (name, literal(g, type)))
    if not made.links and g.dice.chance(0.5):
        made.links.append('link')
        lines.append('self.link = None')
    made.parameters = parameters
    return define(g, '__init__', parameters, lines or ['pass'], first='self')


def representation(made):
    shown = [a for a in made.attributes if not a.rank and a.result in ('int', 'str', 'float', 'bool')][:2]
    made.specials.add('__repr__')
    fields = ', '.join('self.%s' % a.name for a in shown)
    if shown:
        value = "'%s(%s)' %% (%s%s)" % (made.name, ', '.join(['%r'] * len(shown)), fields, ',' if len(shown) == 1 else '')
    else:
        value = "'%s()'" % made.name
    return define(None, '__repr__', [], ['return ' + value], first='self')


def method_scope(g, made, parameters):
    scope = function_scope(g, parameters)
    view = Class(made.name)
    view.attributes = list(made.attributes)
    view.methods = list(made.methods)
    view.links = list(made.links)
    view.slots, view.extra_slots, view.dynamic = made.slots, made.extra_slots, made.dynamic
    scope.add(Variable('self', ('object', view), stable=True, fixed=True))
    return scope


# ---------------------------------------------------------------- members

@makes('member', 'method', 20)
def _(g, depth, made):
    with g.defining():
        overridden = None
        if made.base and made.base.methods and g.dice.chance(0.5):
            overridden = g.dice.pick(made.base.methods)
        if overridden is not None and overridden.kind != 'plain':
            return None
        if overridden is not None:
            g.rank, parameters, result, name = overridden.rank, overridden.parameters, overridden.result, overridden.name
            g.count('class', 'override')
        else:
            parameters, result = random_parameters(g, 2), g.dice.pick(['none', random_type(g, 1)])
            name = g.unique(g.dice.pick(['add', 'describe', 'update', 'get']))
        lines = body_of_function(g, parameters, result, method_scope(g, made, parameters))
        if overridden is not None and g.dice.chance(0.6):
            g.count('class', 'super().method')
            given = ', '.join([p.name for p in parameters if p.kind in ('plain', 'positional')]
                              + ['*' + p.name for p in parameters if p.kind == 'args']
                              + ['%s=%s' % (p.name, p.name) for p in parameters if p.kind == 'keyword'])
            target = 'super()' if g.has(3) else 'super(%s, self)' % made.name
            lines.insert(0, 'print(%s.%s(%s))' % (target, name, given))
        method = Method(name, parameters, result, g.rank, g.cost + (overridden.cost if overridden else 0))
        made.methods = [m for m in made.methods if m.name != name] + [method]
        if overridden is not None:
            # Methods of the base may call this one through self.
            for other in made.methods:
                other.cost += g.cost
        return define(g, name, parameters, lines, first='self')


@makes('member', 'property', 8)
def _(g, depth, made):
    with g.defining():
        type = random_type(g, 1)
        name = g.unique('shown')
        lines = body_of_function(g, [], type, method_scope(g, made, []), g.dice.number(0, 1))
        text = define(g, name, [], lines, ['property'], first='self')
        settable = g.dice.chance(0.4)
        if settable:
            g.count('class', 'property with a setter')
            text += define(g, name, [Parameter('new', type)], ['self._%s = new' % name, 'print(%s)' % "'set', new"],
                           [name + '.setter'], first='self')
        made.attributes.append(Attribute(name, type, g.rank, settable, g.cost))
        return text


@makes('member', 'static method, class method', 7)
def _(g, depth, made):
    with g.defining():
        kind = g.dice.pick(['static', 'class'])
        parameters, result = random_parameters(g, 2), random_type(g, 1)
        name = g.unique('from_value')
        lines = body_of_function(g, parameters, result, function_scope(g, parameters), g.dice.number(0, 2))
        if kind == 'class' and g.dice.chance(0.6):
            lines.insert(0, 'print(cls.__name__)')
        method = Method(name, parameters, result, g.rank, g.cost)
        method.kind = kind
        made.methods.append(method)
        return define(g, name, parameters, lines, [kind + 'method'], first='cls' if kind == 'class' else None)


def comparable(made):
    """Attributes that a special method may use: plain values, no code of the program's own."""
    return [a for a in made.attributes if not a.rank and a.result in ('int', 'str', 'float', 'bytes')]


@makes('member', '__eq__, __hash__', 7)
def _(g, depth, made):
    fields = comparable(made)
    if not fields or made.can('__eq__'):
        return None
    field = g.dice.pick(fields).name
    lines = ['if not isinstance(other, %s):' % made.name, '    return NotImplemented'] if g.dice.chance(0.7) else []
    lines.append("return getattr(other, '%s', None) == self.%s" % (field, field) if not lines
                 else 'return self.%s == other.%s' % (field, field))
    made.specials |= set(['__eq__'])
    text = define(g, '__eq__', [Parameter('other', 'int')], lines, first='self')
    if not g.has(3):
        text += define(g, '__ne__', [Parameter('other', 'int')], ['return not self == other'], first='self')
    if g.dice.chance(0.6):
        made.specials.add('__hash__')
        text += define(g, '__hash__', [], ['return hash(%s)' % g.dice.pick(
            ['self.%s' % field, "('key', self.%s)" % field])], first='self')
    return text


@makes('member', '__lt__', 4)
def _(g, depth, made):
    fields = comparable(made)
    if not fields or made.can('__lt__'):
        return None
    made.specials.add('__lt__')
    field = g.dice.pick(fields).name
    return define(g, '__lt__', [Parameter('other', 'int')], ['return self.%s < other.%s' % (field, field)], first='self')


@makes('member', '__len__, __bool__', 5)
def _(g, depth, made):
    if made.can('__len__'):
        return None
    made.specials.add('__len__')
    lists = [a.name for a in made.attributes if head(a.result) in ('list', 'dict', 'str') and not a.rank]
    text = define(g, '__len__', [], ['return %s' % ('len(self.%s)' % g.dice.pick(lists) if lists
                                                    else g.dice.number(0, 3))], first='self')
    if g.dice.chance(0.4):
        text += define(g, '__bool__' if g.has(3) else '__nonzero__', [],
                       ['return %s' % g.dice.pick(['True', 'False'])], first='self')
    return text


@makes('member', '__getitem__, __contains__', 5)
def _(g, depth, made):
    lists = [a for a in made.attributes if head(a.result) == 'list' and not a.rank]
    if not lists or made.can('__getitem__'):
        return None
    made.specials.add('__getitem__')
    name = g.dice.pick(lists).name
    text = define(g, '__getitem__', [Parameter('index', 'int')], ['return self.%s[index]' % name], first='self')
    if g.dice.chance(0.5):
        text += define(g, '__setitem__', [Parameter('index', 'int'), Parameter('value', 'int')],
                       ['self.%s[index] = value' % name], first='self')
    if g.dice.chance(0.4):
        text += define(g, '__contains__', [Parameter('value', 'int')], ['return value in self.%s' % name], first='self')
    return text


@makes('member', '__iter__', 5)
def _(g, depth, made):
    lists = [a.name for a in made.attributes if head(a.result) in ('list', 'tuple') and not a.rank]
    if not lists or made.can('__iter__'):
        return None
    made.specials.add('__iter__')
    name = g.dice.pick(lists)
    return define(g, '__iter__', [], g.dice.pick([['return iter(self.%s)' % name],
                                                  ['for part in self.%s:' % name, '    yield part']]), first='self')


@makes('member', '__add__', 5)
def _(g, depth, made):
    fields = comparable(made)
    if not fields or made.can('__add__') or made.base or made.builtin or not made.extends:
        return None
    made.specials.add('__add__')
    field = g.dice.pick(fields)
    lines = ['if not isinstance(other, %s):' % made.name, '    return NotImplemented'] + ['made = %s' % (
        '%s.__new__(%s)' % (made.name, made.name))]
    lines += ['made.%s = self.%s' % (a.name, a.name) for a in made.attributes if not a.rank]
    lines += ['made.%s = None' % link for link in made.links]
    cut = '[:12]' if field.result in ('str', 'bytes') else ''
    lines += ['made.%s = (self.%s + other.%s)%s' % (field.name, field.name, field.name, cut), 'return made']
    text = define(g, '__add__', [Parameter('other', 'int')], lines, first='self')
    if g.dice.chance(0.4):
        text += define(g, '__iadd__', [Parameter('other', 'int')],
                       ['self.%s = (self.%s + other.%s)%s' % (field.name, field.name, field.name, cut), 'return self'],
                       first='self')
    return text


@makes('member', '__call__', 5)
def _(g, depth, made):
    if made.can('__call__'):
        return None
    made.specials.add('__call__')
    return define(g, '__call__', [Parameter('args', 'int', 'args')], ['return (len(args), args[:1])'], first='self')


@makes('member', '__enter__, __exit__', 8)
def _(g, depth, made):
    if made.can('__enter__'):
        return None
    made.specials.add('__enter__')
    made.swallows = g.dice.chance(0.5)
    leaving = ["print('leave', kind.__name__ if kind else None)"]
    if g.dice.chance(0.3):
        made.attributes.append(Attribute('last', 'none', settable=False))
        leaving.append('self.last = error')
    leaving += g.dice.pick([['return True'], ['return kind is not None']]) if made.swallows \
        else g.dice.pick([[], ['return False']])
    text = define(g, '__enter__', [], ["print('enter')", 'return self'], first='self')
    return text + define(g, '__exit__', [Parameter('kind', 'int'), Parameter('error', 'int'), Parameter('trace', 'int')],
                         leaving, first='self')


@makes('member', '__str__', 3)
def _(g, depth, made):
    if made.can('__str__'):
        return None
    made.specials.add('__str__')
    fields = comparable(made)
    value = "'<' + str(self.%s) + '>'" % g.dice.pick(fields).name if fields else "'a thing'"
    return define(g, '__str__', [], ['return %s' % value], first='self')


@makes('member', '__getattr__', 3)
def _(g, depth, made):
    if made.can('__getattr__'):
        return None
    made.specials.add('__getattr__')
    lines = ["if name.startswith('__'):", '    raise AttributeError(name)', 'return %s' % g.dice.pick(
        ['name.upper()', 'len(name)', '[name]'])]
    return define(g, '__getattr__', [Parameter('name', 'str')], lines, first='self')


# ---------------------------------------------------------------- what is done with objects

def objects(g, special):
    found = g.variables(lambda t: head(t) == 'object' and t[1].can(special))
    return [v for v in found if v.name != 'self']


@makes('statement', 'object printed', 12)
def _(g, depth):
    found = [v for v in objects(g, '__repr__')]
    if not found:
        return None
    name = g.read(g.dice.pick(found))
    return ['print(%s)' % g.dice.pick([name, '[%s, %s]' % (name, name), 'repr(%s)' % name, "'%%s' %% %s" % name,
                                       "{'k': %s}" % name])]


@makes('statement', 'special method used', 30)
def _(g, depth):
    special = g.dice.pick(['__eq__', '__len__', '__getitem__', '__iter__', '__call__', '__lt__', '__hash__', '__add__',
                           '__getattr__', '__str__'])
    found = objects(g, special)
    if not found or g.quiet:
        return None
    variable = g.dice.pick(found)
    name, number = g.read(variable), literal(g, 'int')
    same = [g.read(v) for v in found if v.type == variable.type]
    other = g.dice.pick(same)
    g.count('special method', special)
    if special == '__eq__':
        return ['print(%s == %s, %s != %s, %s == %s)' % (name, other, name, other, name, number)]
    if special == '__len__':
        return ['print(len(%s), bool(%s), not %s)' % (name, name, name)]
    if special == '__getitem__':
        body = g.dice.pick(['print(%s[0])' % name, 'print(%s in %s)' % (number, name), 'print(%s[:2])' % name])
        return ['try:', '    ' + body, 'except (IndexError, TypeError) as error:', '    print(error)']
    if special == '__iter__':
        return [g.dice.pick(['print(list(%s))' % name, 'print([part for part in %s])' % name, 'print(tuple(%s))' % name])]
    if special == '__call__':
        return ['print(%s(%s))' % (name, ', '.join([str(number)] * g.dice.number(0, 3)))]
    if special == '__lt__':
        return [g.dice.pick(['print(%s < %s)' % (name, other), 'print(%s > %s)' % (name, other),
                             'print(sorted([%s, %s])[0] is %s)' % (name, other, name)])]
    if special == '__hash__':
        return ['print(len({%s, %s}), hash(%s) == hash(%s))' % (name, other, name, other)]
    if special == '__add__':
        return ['%s += %s' % (variable.name, other)] if variable.name in g.scope.variables and not variable.fixed \
            else ['print(type(%s + %s).__name__)' % (name, other)]
    if special == '__getattr__':
        return ['print(%s.missing, hasattr(%s, "other"))' % (name, name)]
    return ['print(str(%s))' % name]


@makes('statement', 'bound method kept', 8)
def _(g, depth):
    found = [(v, m) for v in g.variables(lambda t: head(t) == 'object') for m in v.type[1].methods
             if m.kind == 'plain' and m.may_use(g)]
    if not found:
        return None
    variable, method = g.dice.pick(found)
    name = g.unique('bound')
    target = g.read(variable)
    g.scope.bound.add(name)
    return ['%s = %s.%s' % (name, target, method.name), 'print(%s)' % method.call(g, depth - 1, name)]


@makes('statement', 'setattr, delattr', 6)
def _(g, depth):
    found = g.variables(lambda t: head(t) == 'object' and t[1].takes_attributes())
    if not found:
        return None
    name, attribute = g.read(g.dice.pick(found)), g.unique('extra')
    lines = ["setattr(%s, '%s', %s)" % (name, attribute, expression(g, random_type(g, 1), 1))]
    if g.dice.chance(0.5):
        lines.append(g.dice.pick(["delattr(%s, '%s')", "print(hasattr(%s, '%s'))", "print(getattr(%s, '%s', None))"])
                     % (name, attribute))
    return lines
