class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        log.append(self.name)


log = []


def plain_after_cell():
    held = Noisy("in a cell")
    reader = lambda: held
    other = Noisy("in a variable")
    last = Noisy("last")


def two_cells(given, kept):
    zeta = Noisy("zeta")
    alpha = Noisy("alpha")
    read = lambda: (zeta, alpha, kept)
    del read


def walk(pair):
    n = pair
    k = lambda: n
    yield k
    yield n


plain_after_cell()
two_cells(Noisy("given"), Noisy("kept"))
generator = walk([4])
first = next(generator)
second = next(generator)
first = None
third = next(generator, None)
