class Adder:
    def __init__(self, n):
        self.n = n
    def __call__(self, k):
        return self.n + k
    def __getattr__(self, name):
        return "no " + name

add = Adder(1000)
a = add(5)
b = add.color
c = hasattr(add, "n")
