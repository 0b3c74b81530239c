"""What every production is made of: dice, text with its precedence, the table of productions, scopes, the generator.

A program is grown from typed productions, so that most statements succeed: `grow('int', depth)` picks one of the
productions registered for `int` by their weights, and each grows its own parts. What a production needs (a variable of
a type, a class with an operator) may be missing; then it gives None, and another one is picked.
"""
import random

# How tightly a piece of text binds, loosest first.
LAMBDA, TERNARY, OR, AND, NOT, COMPARE, BIT_OR, BIT_XOR, BIT_AND, SHIFT, SUM, TERM, UNARY, POWER, PRIMARY, ATOM = range(16)


class Dice:
    """Choices. Only `random()` of the library is used: its sequence for a seed is promised for every version."""

    def __init__(self, seed):
        self._random = random.Random(seed).random

    def chance(self, probability):
        return self._random() < probability

    def number(self, low, high):
        """A whole number, both ends included."""
        return low + int(self._random() * (high - low + 1))

    def pick(self, items):
        return items[self.number(0, len(items) - 1)]

    def weighted(self, items, weight):
        place = self._random() * sum(weight(item) for item in items)
        for item in items:
            place -= weight(item)
            if place < 0:
                return item
        return items[-1]

    def some(self, items, least, most):
        """Different items, in their order."""
        wanted, left, chosen = self.number(least, min(most, len(items))), len(items), []
        for item in items:
            if self._random() * left < wanted - len(chosen):
                chosen.append(item)
            left -= 1
        return chosen

    def shuffled(self, items):
        items, mixed = list(items), []
        while items:
            mixed.append(items.pop(self.number(0, len(items) - 1)))
        return mixed


class Code(str):
    """The text of an expression, which knows how tightly it binds."""

    def __new__(cls, text, level=ATOM):
        made = str.__new__(cls, text)
        made.level = level
        return made

    def at(self, level):
        """The text as an operand of something that binds as tightly as `level`."""
        return str(self) if self.level >= level else '(%s)' % self


def binary(left, operator, right, level):
    return Code('%s %s %s' % (left.at(level), operator, right.at(level + 1)), level)


def call(function, *arguments):
    return Code('%s(%s)' % (function, ', '.join(arguments)), PRIMARY)


class Production:
    """One way to make something of a kind."""

    def __init__(self, kind, name, weight, since, make):
        self.kind, self.name, self.weight, self.since, self.make = kind, name, weight, since, make


PRODUCTIONS = {}


def makes(kind, name, weight=10, since=(2, 7)):
    """Registers a function of the generator, the depth that is left, and the kind's own arguments."""
    def register(function):
        PRODUCTIONS.setdefault(kind, []).append(Production(kind, name, weight, since, function))
        return function
    return register


class Variable:
    """A name of a scope."""

    def __init__(self, name, type, stable=False, fixed=False):
        self.name = name
        self.type = type
        self.stable = stable               # never bound to another type nor deleted: functions may read it
        self.fixed = fixed                 # not to be bound again: the counter of a loop, say


class Scope:
    """The names of one block of the program. `kind`: module, function, class or comprehension."""

    def __init__(self, parent=None, kind='module'):
        self.parent, self.kind = parent, kind
        self.variables = {}
        self.bound = set()                 # every name that was ever bound here, readable now or not
        self.read_outside = set()          # names of outer scopes: binding them here would make them local

    def add(self, variable):
        self.variables[variable.name] = variable
        self.bound.add(variable.name)
        return variable

    def visible(self):
        """(variable, scopes between) for all that may be read here; a name of an inner scope hides an outer one."""
        hidden, found, passed, scope, later = set(), [], [], self, False
        while scope is not None:
            if scope is self or scope.kind != 'class':
                for variable in scope.variables.values():
                    if variable.name not in hidden and (variable.stable or not later):
                        found.append((variable, list(passed)))
                hidden |= scope.bound
            later = later or scope.kind == 'function'
            passed.append(scope)
            scope = scope.parent
        return found


class Generator:
    """Grows one program."""

    def __init__(self, seed, version):
        self.dice = Dice(seed)
        self.version = version
        self.made = {}                     # how often each production was used
        self.scope = Scope()
        self.functions = []                # Function records, callable by name from everywhere
        self.classes = []                  # Class records
        self.modules = set(['gc'])         # what the program imports
        self.catching = 0                  # inside try with a handler: what may raise is allowed
        self.bounded = 0                   # inside loops and functions: values must not grow without limit
        self.in_iterable = 0               # in what a comprehension goes through: it must not assign
        self.quiet = 0                     # inside a loop over a live container: nothing may be mutated
        self.rank = 10 ** 6                # what is defined may use what has a lower rank: no call goes round in circles
        self.turns = 0                     # how many loops stand around, within the function
        self.cost = 0                      # calls that the function being defined makes at most, roughly
        self.serial = 0
        self.nesting = 0                   # how many blocks stand around a statement within its scope

    def has(self, *version):
        return self.version >= version

    def grow(self, kind, depth, *arguments):
        """A piece of a kind by one of its productions, or None where none of them fits."""
        options = [p for p in PRODUCTIONS[kind] if p.since <= self.version and p.weight > 0]
        for _ in range(12):
            production = self.dice.weighted(options, lambda p: p.weight)
            piece = production.make(self, depth, *arguments)
            if piece is not None:
                self.count(kind, production.name)
                return piece
        return None

    def count(self, kind, name):
        key = (kind, name)
        self.made[key] = self.made.get(key, 0) + 1

    # Definitions

    def defining(self):
        """For `with`: a function is defined. It gets a rank above all before it, unless `rank` is set anew inside."""
        return _Defining(self)

    def next_rank(self):
        self.serial += 1
        return self.serial

    def may_call(self, function):
        return (function.rank < self.rank and not self.quiet and (self.catching or not function.raises)
                and function.cost * 5 ** self.turns < 250)

    def usable_classes(self):
        return [c for c in self.classes if c.rank < self.rank]

    # Names

    def new_name(self, base):
        """A name that neither the scope has nor a read of an outer name forbids."""
        taken = self.scope.bound | self.scope.read_outside
        number = 1
        while (base if number == 1 else base + str(number)) in taken:
            number += 1
        return base if number == 1 else base + str(number)

    def unique(self, base):
        """A name that stands nowhere else in the program."""
        self.serial += 1
        return '%s%d' % (base, self.serial)

    def variables(self, wanted):
        """Readable variables whose type `wanted` accepts."""
        return [v for v, _ in self.scope.visible() if wanted(v.type)]

    def read(self, variable):
        """The variable's name as an expression."""
        for found, passed in self.scope.visible():
            if found is variable:
                for scope in passed:
                    scope.read_outside.add(variable.name)
        return Code(variable.name)

    # Blocks

    def inside(self, scope):
        """For `with`: what is grown meanwhile stands in the scope."""
        return _Inside(self, scope)

    def raised(self, **levels):
        """For `with`: the named attributes are greater by the amounts meanwhile."""
        return _Raised(self, levels)

    def passing_block(self):
        """For `with`: variables that are first bound meanwhile are forgotten, as the block may not have run."""
        return _PassingBlock(self.scope)


class _Defining:
    state = ('catching', 'nesting', 'quiet', 'turns', 'cost', 'rank')

    def __init__(self, generator):
        self.generator = generator

    def __enter__(self):
        self.before = [getattr(self.generator, name) for name in self.state]
        for name in self.state:
            setattr(self.generator, name, 0)
        self.generator.rank = self.generator.next_rank()
        self.generator.cost = 1

    def __exit__(self, *error):
        for name, value in zip(self.state, self.before):
            setattr(self.generator, name, value)


class _Inside:
    def __init__(self, generator, scope):
        self.generator, self.scope = generator, scope

    def __enter__(self):
        self.before, self.generator.scope = self.generator.scope, self.scope
        return self.scope

    def __exit__(self, *error):
        self.generator.scope = self.before


class _Raised:
    def __init__(self, generator, levels):
        self.generator, self.levels = generator, levels

    def __enter__(self):
        for name in self.levels:
            setattr(self.generator, name, getattr(self.generator, name) + self.levels[name])

    def __exit__(self, *error):
        for name in self.levels:
            setattr(self.generator, name, getattr(self.generator, name) - self.levels[name])


class _PassingBlock:
    def __init__(self, scope):
        self.scope = scope

    def __enter__(self):
        self.before = set(self.scope.variables)

    def __exit__(self, *error):
        for name in [n for n in self.scope.variables if n not in self.before]:
            del self.scope.variables[name]
