class Bad:
    def __init__(self, n):
        self.n = n
    def __del__(self):
        print("before", self.n)
        raise ValueError(self.n)

def f():
    b = Bad("local")
    return "value"

x = Bad("name")
x = None
print(f())
l = [Bad("first"), Bad("second")]
l = None
try:
    y = Bad("in try")
    del y
    print("no error here")
except ValueError:
    print("never")
class Odd:
    def __del__(self, extra):
        print("never")
o = Odd()
o = None
print("end")
