class Safe:
    def __init__(self, code):
        self.__code = code
    def check(self, code):
        return self.__code == code

s = Safe(12345)
a = s.check(12345)
names = list(s.__dict__)
