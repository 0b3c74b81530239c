def numbers():
    yield from [10, 20]

class Echo:
    def __init__(self):
        self.heard = []
    def __iter__(self):
        return self
    def __next__(self):
        return "next"
    def send(self, value):
        self.heard.append(value)
        if len(self.heard) == 2:
            raise StopIteration
        return value

def echoes(echo):
    got = yield from echo
    yield "after"

g = numbers()
first = next(g)
try:
    g.send("a word")
except AttributeError as error:
    message = str(error)
left = list(g)
e = Echo()
h = echoes(e)
answers = [next(h), h.send([1]), h.send([2])]
