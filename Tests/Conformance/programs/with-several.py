log = []
class Manager:
    def __init__(self, name, swallows=False):
        self.name = name
        self.swallows = swallows
    def __enter__(self):
        log.append("enter " + self.name)
        return [self.name]
    def __exit__(self, kind, error, trace):
        log.append((self.name, kind is None))
        return self.swallows
with Manager("a") as a, Manager("b") as b:
    both = a + b
with Manager("c", True) as c:
    with Manager("d"):
        {}["missing"]
with (Manager("e") as e, Manager("f")):
    pass
with Manager("g"):
    raise ValueError("out")
