class Plain:
    pass
class One:
    def __init__(self):
        self.a = 1
plain = Plain()
one = One()
print(hasattr(plain, '__dict__'), hasattr(one, '__dict__'))
other = Plain()
got = getattr(other, '__dict__')
