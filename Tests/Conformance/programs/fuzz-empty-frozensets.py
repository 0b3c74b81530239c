first = frozenset()
second = frozenset([])
third = frozenset(set())
left = frozenset([1000]) - set([1000])
again = frozenset(left)
copied = first.copy()
print(first is second, first is third, first is left, again is left, copied is first)
class Own(frozenset):
    pass
own = Own()
plain = frozenset(own)
print(plain is first, own is first)
