def make(n):
    def get():
        return n
    return get

five = make(5000)
six = make(6000)
a = five()
del five
