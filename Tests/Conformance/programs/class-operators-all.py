class Money:
    def __init__(self, cents):
        self.cents = cents
    def __repr__(self):
        return f"Money({self.cents})"
    def __int__(self):
        return self.cents // 100
    def __float__(self):
        return self.cents / 100
    def __index__(self):
        return self.cents
    def __format__(self, spec):
        return format(self.cents / 100, spec or ".2f") + " EUR"
    def __divmod__(self, parts):
        whole, rest = divmod(self.cents, parts)
        return Money(whole), Money(rest)
    def __floordiv__(self, parts):
        return Money(self.cents // parts)
    def __mod__(self, parts):
        return Money(self.cents % parts)
    def __pow__(self, n):
        return Money(self.cents ** n)
    def __radd__(self, other):
        return Money(other + self.cents)
    def __rsub__(self, other):
        return Money(other - self.cents)
    def __lshift__(self, n):
        return Money(self.cents << n)
    def __and__(self, other):
        return Money(self.cents & other.cents)
    def __or__(self, other):
        return Money(self.cents | other.cents)
    def __xor__(self, other):
        return Money(self.cents ^ other.cents)
    def __invert__(self):
        return Money(~self.cents)
    def __pos__(self):
        return self
    def __lt__(self, other):
        return self.cents < other.cents
    def __le__(self, other):
        return self.cents <= other.cents

a = Money(12345)
b = Money(300)
n = [int(a), float(a), f"{a}", f"{b:8.1f}", format(a), str(b)]
d = divmod(a, 1000)
q = [a // 7, a % 7, b ** 2, 1000 + a, 1000 - b, b << 2]
r = [a & b, a | b, a ^ b, ~b, +a]
c = [b < a, b <= b, a > b, a >= b, max(a, b) is a, min(a, b) is b]
i = "x" * Money(3), list(range(Money(2))), [10, 20, 30][Money(1)], hex(b)
s = sum([a, b], 0)
m = sorted([a, b])
try:
    b + 1
except TypeError as error:
    e = str(error)
try:
    b[0]
except TypeError as error:
    f = str(error)
try:
    a == b < 3
except AttributeError as error:
    g = str(error)
h = a == b, a != b, hash(a) == hash(a)
