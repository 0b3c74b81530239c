class Thing:
    def __init__(self, name):
        self.name = name

def work():
    local = Thing("inner thing")
    other = [local, local]
    return len(other)

n = work()
def keep():
    local = Thing("kept thing")
    return local

kept = keep()
