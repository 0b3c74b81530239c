log = []

def note(value):
    log.append(value)
    return value

cells = [0, 0, 0]
cells[note(1)] = note(1000)
cells[note(0)], cells[note(2)] = note(2000), note(3000)
table = {note("k1"): note("v1"), note("k2"): note("v2")}
