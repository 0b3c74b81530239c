"""Small programs inside the program, as they stand in courses: lists of nodes, memoising, accounts, pipelines."""
from .values import expression, literal, random_scalar


def linked_list(g):
    node, chain = g.unique('Link'), g.unique('chain')
    g.scope.bound.add(chain)
    lines = ['class %s:' % node, '    def __init__(self, value, rest=None):', '        self.value = value',
             '        self.rest = rest', '%s = None' % chain]
    lines += ['for part in %s:' % expression(g, ('list', random_scalar(g)), 1), '    %s = %s(part, %s)' % (chain, node, chain)]
    lines += ['place = %s' % chain, 'while place is not None:', '    print(place.value)', '    place = place.rest']
    g.scope.bound.update(['part', 'place'])
    if g.dice.chance(0.4):
        lines += ['if %s:' % chain, '    %s.rest = %s' % (chain, chain)]
    if g.dice.chance(0.6):
        lines += ['%s = None' % chain, 'print(gc.collect())']
    return lines


def memoising(g):
    decorator, name = g.unique('memo'), g.unique('fib')
    lines = ['def %s(function):' % decorator, '    known = {}', '    def wrapper(n):', '        if n not in known:',
             '            known[n] = function(n)', '        return known[n]']
    if g.dice.chance(0.5):
        lines.append('    wrapper.known = known')
    lines += ['    return wrapper', '@%s' % decorator, 'def %s(n):' % name,
              '    return n if n < 2 else %s(n - 1) + %s(n - 2)' % (name, name), 'print(%s(%d))' % (name, g.dice.number(2, 40))]
    return lines


def account(g):
    name, mine = g.unique('Bank'), g.unique('account')
    g.scope.bound.update([mine, 'short'])
    amount = g.dice.number(1, 500)
    return ['class %s:' % name, '    opened = 0', '    def __init__(self, owner, balance=0):', '        self.owner = owner',
            '        self._balance = balance', '        %s.opened += 1' % name, '    @property', '    def balance(self):',
            '        return self._balance', '    def withdraw(self, amount):', '        if amount > self._balance:',
            "            raise ValueError('only %d left' % self._balance)", '        self._balance -= amount',
            '%s = %s(%s, %d)' % (mine, name, literal(g, 'str'), g.dice.number(0, 400)), 'try:',
            '    %s.withdraw(%d)' % (mine, amount), 'except ValueError as short:', '    print(short)',
            'print(%s.balance, %s.opened)' % (mine, name)]


def pipeline(g):
    names = [g.unique(base) for base in ('source', 'doubled', 'flow')]
    g.scope.bound.add(names[2])
    lines = ['def %s(limit):' % names[0], '    for number in range(limit):', '        yield number * 100',
             'def %s(values):' % names[1], '    for value in values:', '        if value %% %d:' % g.dice.number(2, 300),
             '            yield value * 2', '%s = %s(%s(%d))' % (names[2], names[1], names[0], g.dice.number(0, 6))]
    return lines + g.dice.pick([['print(list(%s))' % names[2]], ['print(next(%s, None))' % names[2]],
                                ['print(sum(%s))' % names[2], 'print(list(%s))' % names[2]],
                                ['print(next(%s, None))' % names[2], 'del %s' % names[2]]])


def tree(g):
    node, name = g.unique('Tree'), g.unique('insert')
    trunk = g.unique('trunk')
    g.scope.bound.update([trunk, 'key'])
    keys = [str(g.dice.number(0, 400)) for _ in range(g.dice.number(1, 6))]
    return ['class %s:' % node, '    def __init__(self, key):', '        self.key = key', '        self.left = self.right = None',
            'def %s(tree, key):' % name, '    if tree is None:', '        return %s(key)' % node, '    if key < tree.key:',
            '        tree.left = %s(tree.left, key)' % name, '    else:', '        tree.right = %s(tree.right, key)' % name,
            '    return tree', '%s = None' % trunk, 'for key in [%s]:' % ', '.join(keys),
            '    %s = %s(%s, key)' % (trunk, name, trunk), 'print(%s.key)' % trunk]


def sorting(g):
    name, values = g.unique('bubble'), g.unique('unsorted')
    g.scope.bound.add(values)
    return ['def %s(values):' % name, '    for end in range(len(values) - 1, 0, -1):', '        for i in range(end):',
            '            if values[i] > values[i + 1]:', '                values[i], values[i + 1] = values[i + 1], values[i]',
            '    return values', '%s = %s' % (values, expression(g, ('list', g.dice.pick(['int', 'str', 'float'])), 1)),
            'print(%s(%s) is %s, %s)' % (name, values, values, values)]


def family(g):
    """Two objects that hold each other, and nobody else does."""
    kind, first, second = g.unique('Person'), g.unique('ann'), g.unique('bob')
    g.scope.bound.update([first, second])
    lines = ['class %s:' % kind, '    pass', '%s, %s = %s(), %s()' % (first, second, kind, kind),
             '%s.friend, %s.friend = %s, %s' % (first, second, second, first)]
    if g.dice.chance(0.5):
        lines += ['%s.me = %s' % (first, g.dice.pick([first, '[%s]' % first, 'lambda: %s' % first]))]
    lines.append('del %s, %s' % (first, second) if g.dice.chance(0.7) else 'del %s' % first)
    return lines + g.dice.pick([[], ['print(gc.collect())']])


def nested_containers(g):
    rows, shared = g.unique('rows'), g.unique('row')
    g.scope.bound.update([rows, shared])
    lines = ['%s = %s' % (shared, expression(g, ('list', 'int'), 1)), '%s = [%s] * 3 + [%s[:], (%s, %s)]' % (
        rows, shared, shared, shared, shared)]
    return lines + ['%s[0].append(%s)' % (rows, literal(g, 'int')), 'print(%s, %s[0] is %s[1])' % (rows, rows, rows)]


def counting(g):
    counts, letters = g.unique('counts'), g.unique('letters')
    g.scope.bound.update([counts, 'letter'])
    return ['%s = {}' % counts, 'for letter in %s:' % expression(g, 'str', 2),
            g.dice.pick(['    %s[letter] = %s.get(letter, 0) + 1' % (counts, counts),
                         '    %s.setdefault(letter, []).append(len(%s))' % (counts, counts)]),
            'print(sorted(%s.items()))' % counts]


def frames_kept(g):
    """An exception outlives its handler, and holds the frames of the calls."""
    name, kept = g.unique('crash'), g.unique('saved')
    g.scope.bound.update([kept, 'failure'])
    lines = ['def %s(depth, bag):' % name, '    local = [depth, bag]', '    if depth == 0:',
             '        %s' % g.dice.pick(['return bag[100]', "raise KeyError('end')", 'return 1 / depth', 'return local.nothing']),
             '    return %s(depth - 1, local)' % name, '%s = None' % kept, 'try:',
             '    %s(%d, %s)' % (name, g.dice.number(0, 3), expression(g, ('list', 'int'), 1)),
             'except Exception as failure:',
             '    %s = failure%s' % (kept, g.dice.pick(['', '.__traceback__', '.__traceback__.tb_next']) if g.has(3) else '')]
    return lines + g.dice.pick([[], ['del %s' % kept], ['%s = None' % kept, 'print(gc.collect())']])


IDIOMS = [('linked list', linked_list), ('memoising', memoising), ('account', account), ('pipeline', pipeline),
          ('tree', tree), ('sorting', sorting), ('family', family), ('nested containers', nested_containers),
          ('counting', counting), ('frames kept', frames_kept)]
