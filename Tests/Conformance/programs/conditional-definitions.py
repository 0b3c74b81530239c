flag = [1]
if flag:
    def pick():
        return "yes no"
    class Kind:
        value = 1000
else:
    def pick():
        return "no"
    class Kind:
        value = 2000
a = pick(), Kind.value
try:
    import math
except ImportError:
    math = None
b = math is None
