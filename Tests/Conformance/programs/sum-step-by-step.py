class Money:
    def __init__(self, amount):
        self.amount = amount

    def __add__(self, other):
        print("add", self.amount, other)
        return Money(self.amount + getattr(other, "amount", 0))

    def __radd__(self, other):
        print("radd", self.amount, other)
        return Money(self.amount + other)


def spoken(items):
    for item in items:
        print("next", item)
        yield item


start = 1000
same = sum([], start)
half = 0.5
other = sum([], half)
big = 10 ** 30
kept = sum([], big)
total = sum(spoken([1, 2, 3.5, 4, True]), 500)
mixed = sum([0.1] * 10, 0)
tenth = sum([0.1, 0.2, 0.3])
flags = sum([True, True, False])
wallet = sum([Money(5)], 7).amount
text = ""
try:
    sum(spoken([1, None, 2]))
except TypeError as problem:
    text = str(problem)
large = sum([2 ** 62, 2 ** 62, 1.5])
lists = sum([[1], [2000]], [])
pair = sum(([1000], ), [])
