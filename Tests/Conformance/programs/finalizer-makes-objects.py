log = []
class Part:
    def __init__(self, n):
        self.n = n
    def __del__(self):
        log.append("part " + str(self.n))

class Whole:
    def __init__(self):
        self.parts = [Part(i) for i in range(3)]
    def __del__(self):
        extra = Part("made in finalizer")
        log.append("whole")
        self.parts.pop()

w = Whole()
w = None
n = len(log)
first = log[0]
last = log[-1]
print(log)
