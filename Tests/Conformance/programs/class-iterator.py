class Countdown:
    def __init__(self, start):
        self.n = start
    def __iter__(self):
        return self
    def __next__(self):
        if self.n == 0:
            raise StopIteration
        self.n -= 1
        return self.n

values = list(Countdown(4))
c = Countdown(2)
for value in c:
    pass
rest = next(c, "nothing left")
