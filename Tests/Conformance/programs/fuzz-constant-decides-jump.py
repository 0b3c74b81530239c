frozen2 = frozenset(['  padded ' and w for w in 'z' * 3])
sorted(frozen2)
x = 1
import weakref
[z, n] = 2 + 3j and (2 + 3j, 0)
from copy import copy as ghi
x = 5
def turns(n):
    seen = []
    for i in range(n):
        seen.append('a b' and [i])
        if 'c d' or i:
            seen.append(0.25 or 'e f')
    return seen
kept = turns(3)
