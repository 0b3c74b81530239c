class Greeter:
    def __init__(self, word):
        self.word = word
    def greet(self):
        return self.word

g = Greeter("good day")
m = g.greet
n = g.greet
a = m()
del g
b = n()
f = Greeter.greet
