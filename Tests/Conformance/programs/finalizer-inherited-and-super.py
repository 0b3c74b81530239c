class Base:
    def __del__(self):
        print("base", type(self).__name__)

class Child(Base):
    def __del__(self):
        print("child")
        super().__del__()

class Quiet(Base):
    pass

c = Child()
c = None
q = Quiet()
q = None
class Later:
    pass
x = Later()
def end(self):
    print("set later")
Later.__del__ = end
x = None
y = Later()
del Later.__del__
y = None
print("end")
