class Key:
    def __init__(self, n):
        self.n = n
    def __hash__(self):
        return hash(self.n)
    def __eq__(self, other):
        return self.n == other.n

d = {Key(1): "one value"}
d[Key(1)] = "other value"
n = len(d)
found = Key(1) in d
missing = Key(2) in d
