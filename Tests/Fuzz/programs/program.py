"""Whole programs, and the idioms that people write."""
from . import classes, containers, errors, flows, functions, kinds, lives, numbers_and_text, statements, values  # noqa: F401
from .core import PRODUCTIONS, Generator, Variable, makes
from .idioms import IDIOMS


def random_program(seed, version=(3, 11)):
    """(the text of a program, how often each production was used)"""
    g = Generator(seed, version)
    g.error_classes, g.kept = [], None
    g.modules.update(name for name in ('copy', 'sys', 'weakref') if g.dice.chance(0.4))
    lines = []
    if g.dice.chance(0.5):
        g.kept = 'kept'
        g.scope.add(Variable('kept', ('kept',), stable=True, fixed=True))
        lines.append('kept = []')
    if g.dice.chance(0.4):
        lines += classes_in_use(g)
    # Short programs cost less and show what is wrong at once; long ones have what comes of statements together.
    for _ in range(g.dice.number(1, 3) if g.dice.chance(0.5) else g.dice.number(5, 16)):
        lines += top_level(g)
    if g.dice.chance(0.05):
        with g.raised(catching=1):
            lines += g.grow('statement that fails', 3) or []
        g.count('program', 'may end with an exception')
    text = '\n'.join(['import %s' % name for name in sorted(g.modules)] + lines) + '\n'
    return text, g.made


def classes_in_use(g):
    """A class or two, with objects that have names."""
    lines = []
    for _ in range(g.dice.number(1, 2)):
        lines += classes.class_definition(g)
        type = ('object', g.classes[-1])
        for name in g.dice.some(values.names_for(type), 1, 2):
            lines.append('%s = %s' % (name, g.classes[-1].construct(g, 2)))
            g.scope.add(Variable(name, type, stable=g.dice.chance(0.4)))
    return lines


def top_level(g):
    roll = g.dice.number(0, 99)
    if roll < 16:
        return functions.definition(g)
    if roll < 25 and len(g.classes) < 4:
        return classes_in_use(g)
    if roll < 27 and len(g.error_classes) < 2:
        return errors.error_class(g)
    if roll < 33 and len(g.classes) < 6:
        return kinds.class_of_a_kind(g)
    if roll < 39:
        name, idiom = g.dice.pick(IDIOMS + lives.LIFE_IDIOMS + flows.FLOW_IDIOMS)
        made = idiom(g)
        if made is not None:
            g.count('idiom', name)
            return made
    return statements.statement(g)


def coverage_names():
    """Every production, as (kind, name), in the order of the table."""
    return [(p.kind, p.name, p.weight) for kind in sorted(PRODUCTIONS) for p in PRODUCTIONS[kind]]
