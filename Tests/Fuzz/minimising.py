"""Makes a program smaller while a question about it keeps its answer.

Statements are dropped first, in blocks and one by one; then blocks are replaced by what they hold, and expressions by
their parts. `holds(texts)` answers for many programs at once, so each round tries all single changes together.
"""
import ast
import copy

MOST_TRIES = 16                        # changes tried in one round


def minimised(text, holds, rounds=200):
    """The smallest program found of which `holds([program]) == [True]`; the text itself where none is smaller."""
    tree = ast.parse(text)
    best = text
    plain = ast.unparse(tree) + '\n'
    if holds([plain]) == [True]:
        best = plain
    else:
        return best
    for changes in (dropped_statements, unwrapped_statements, statements_as_values, simplified_expressions,
                    dropped_statements):
        skip = 0
        for _ in range(rounds):
            tried = sorted((t for t in smaller(best, changes) if len(t) < len(best)), key=len)
            if not tried or skip >= len(tried):
                break
            batch = tried[skip:skip + MOST_TRIES]
            answers = holds(batch)
            good = [t for t, answer in zip(batch, answers) if answer]
            if not good:
                skip += len(batch)
                continue
            best, skip = min(good, key=len), 0
            together = merged(best, good)
            if together is not None and holds([together]) == [True]:
                best = together
    return best


def merged(text, good):
    """The lines that every good program kept, where that is a program of its own."""
    kept = [line for line in text.splitlines() if all(line in set(other.splitlines()) for other in good)]
    made = '\n'.join(kept) + '\n'
    try:
        ast.parse(made)
    except SyntaxError:
        return None
    return made if made.strip() and len(made) < len(text) else None


def smaller(text, changes):
    """Programs with one change each, without repeats."""
    seen, tree = set([text]), ast.parse(text)
    for change in changes(tree):
        changed = copy.deepcopy(tree)
        if not change(changed):
            continue
        try:
            made = ast.unparse(ast.fix_missing_locations(changed)) + '\n'
            compile(made, '<program>', 'exec')
        except (SyntaxError, ValueError, AttributeError, TypeError):
            continue
        if made not in seen:
            seen.add(made)
            yield made


def node_at(tree, number):
    """The node of a number, in the order of `ast.walk`, which a copy of the tree shares."""
    for place, node in enumerate(ast.walk(tree)):
        if place == number:
            return node
    return None


def bodies(tree):
    """(number of the node, field) of every list of statements."""
    for number, node in enumerate(ast.walk(tree)):
        for field in ('body', 'orelse', 'finalbody'):
            if isinstance(getattr(node, field, None), list) and getattr(node, field):
                yield number, field, len(getattr(node, field))


def dropped_statements(tree):
    for number, field, count in bodies(tree):
        size = count
        while size >= 1:
            for start in range(0, count, size):
                yield lambda copied, n=number, f=field, s=start, k=size: drop(node_at(copied, n), f, s, k)
            size //= 2


def drop(node, field, start, count):
    statements = getattr(node, field)
    if all(isinstance(s, ast.Pass) for s in statements[start:start + count]):
        return False
    del statements[start:start + count]
    if not statements and field == 'body' and not isinstance(node, ast.Module):
        statements.append(ast.Pass())
    return True


def unwrapped_statements(tree):
    """A block's statements take the place of the block; handlers and decorators go."""
    for number, field, count in bodies(tree):
        for place in range(count):
            yield lambda copied, n=number, f=field, p=place: unwrap(node_at(copied, n), f, p)
    for number, node in enumerate(ast.walk(tree)):
        for field in ('decorator_list', 'handlers', 'bases', 'keywords', 'defaults', 'args', 'kwonlyargs', 'elts', 'values',
                      'ops', 'generators', 'ifs', 'targets', 'names', 'items'):
            value = getattr(node, field, None)
            if isinstance(value, list):
                for place in range(len(value)):
                    yield lambda copied, n=number, f=field, p=place: remove(node_at(copied, n), f, p)
        for field in ('vararg', 'kwarg', 'cause', 'value', 'returns', 'msg', 'name', 'optional_vars'):
            if getattr(node, field, None) is not None:
                yield lambda copied, n=number, f=field: blank(node_at(copied, n), f)


def statements_as_values(tree):
    """An expression of a statement takes the statement's place."""
    for number, field, count in bodies(tree):
        for place in range(count):
            for part in range(4):
                yield lambda copied, n=number, f=field, p=place, k=part: as_value(node_at(copied, n), f, p, k)


def as_value(node, field, place, part):
    statement = getattr(node, field)[place]
    parts = [n for n in ast.walk(statement) if isinstance(n, ast.expr) and readable(n)]
    if isinstance(statement, ast.Expr) or part >= len(parts):
        return False
    getattr(node, field)[place] = ast.Expr(parts[part])
    return True


def unwrap(node, field, place):
    statements = getattr(node, field)
    inner = statements[place]
    if isinstance(inner, (ast.FunctionDef, ast.ClassDef)) or not isinstance(getattr(inner, 'body', None), list):
        return False
    statements[place:place + 1] = inner.body + getattr(inner, 'finalbody', [])
    return True


def remove(node, field, place):
    value = getattr(node, field)
    del value[place]
    if field in ('keys', 'values') and isinstance(node, ast.Dict):
        del node.keys[place]
    if field == 'ops' and isinstance(node, ast.Compare):
        del node.comparators[place]
    if field == 'args' and isinstance(node, ast.arguments) and len(node.defaults) > len(value):
        del node.defaults[0]
    if field == 'kwonlyargs':
        del node.kw_defaults[place]
    if field == 'defaults':
        return True
    return True


def blank(node, field):
    if isinstance(node, (ast.Assign, ast.AugAssign, ast.Attribute, ast.Subscript, ast.FunctionDef, ast.ClassDef, ast.Expr)):
        return False
    setattr(node, field, None)
    return True


def simplified_expressions(tree):
    """An expression's place is taken by one of its parts, or by a plain value."""
    for number, node in enumerate(ast.walk(tree)):
        for field, value in ast.iter_fields(node):
            if isinstance(value, ast.expr) and readable(value):
                for make in replacements(value):
                    yield lambda copied, n=number, f=field, m=make: put(node_at(copied, n), f, None, m)
            elif isinstance(value, list):
                for place, item in enumerate(value):
                    if isinstance(item, ast.expr) and readable(item):
                        for make in replacements(item):
                            yield lambda copied, n=number, f=field, p=place, m=make: put(node_at(copied, n), f, p, m)


def readable(node):
    return isinstance(getattr(node, 'ctx', ast.Load()), ast.Load)


def replacements(node):
    """Functions from the copied expression to what takes its place."""
    parts = [n for n in ast.walk(node) if isinstance(n, ast.expr) and readable(n)]
    for place in range(1, min(len(parts), 12)):
        yield lambda copied, p=place: [n for n in ast.walk(copied) if isinstance(n, ast.expr) and readable(n)][p]
    if not isinstance(node, (ast.Constant, ast.Name)):
        for value in (0, '', None, True):
            yield lambda copied, v=value: ast.Constant(v)
        yield lambda copied: ast.List([], ast.Load())
    elif isinstance(node, ast.Constant) and isinstance(node.value, str) and len(node.value) > 1:
        yield lambda copied: ast.Constant('a')


def put(node, field, place, make):
    value = getattr(node, field)
    if place is None:
        setattr(node, field, make(value))
    else:
        value[place] = make(value[place])
    return True
