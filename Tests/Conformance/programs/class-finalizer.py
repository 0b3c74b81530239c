log = []

class Loud:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        log.append(self.name)

a = Loud("first one")
b = Loud("second one")
a = None
b.self = b
del b
import gc
gc.collect()
