class Pair:
    __slots__ = ("left", "right")
    def __init__(self, left, right):
        self.left = left
        self.right = right

p = Pair([1], 2000)
q = Pair(p, p.left)
del p
try:
    q.other = 1
except AttributeError as error:
    failed = True
