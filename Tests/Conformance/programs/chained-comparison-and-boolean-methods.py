class Loud:
    def __init__(self, n):
        self.n = n
    def __lt__(self, other):
        calls.append(self.n)
        return self.n < other.n

calls = []
a, b, c = Loud(1), Loud(2), Loud(0)
r = a < b < c
s = a < c < b
