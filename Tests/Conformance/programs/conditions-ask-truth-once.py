class Truth:
    def __init__(self, value):
        self.value = value
        self.asked = 0

    def __bool__(self):
        self.asked += 1
        return self.value

    __nonzero__ = __bool__

    def __lt__(self, other):
        return self


yes = Truth(True)
no = Truth(False)
counts = []


def note(word):
    counts.append((word, yes.asked, no.asked))


def branches():
    if yes or no:
        note("or")
    if no or yes and not no:
        note("or, and, not")
    if not (no or yes):
        note("never")
    while no and yes or not yes:
        note("never")
    note("while")


def values():
    picked = "a" if (yes if no else no) else "b"
    note(picked)
    kept = [n for n in (1, 2) if (no or yes) and not no]
    note("comprehension")


def claims():
    assert yes or no, "not seen"
    assert not (no and yes)
    note("assert")


def chains():
    if yes < no < yes:
        note("chain that fails")
    if not (yes < yes < no):
        note("never")
    note("chains")


branches()
values()
claims()
chains()
