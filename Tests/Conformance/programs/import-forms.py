import math as m, gc
from math import sqrt, pi as PI
a = sqrt(16.0)
b = PI == m.pi
def inner():
    import math
    from math import floor as down
    return math.ceil(2.5), down(3.5)
c = inner()
class Holder:
    from math import e
d = Holder.e > 2
if a:
    from math import tau
del m
