log = []

class Door:
    def __init__(self, name):
        self.name = name
    def __enter__(self):
        log.append("open " + self.name)
        return self
    def __exit__(self, kind, error, trace):
        log.append("close " + self.name)
        return kind is ValueError

with Door("front door") as door:
    inside = door.name
with Door("back door"), Door("side door") as other:
    raise ValueError("swallowed")
del door, other
