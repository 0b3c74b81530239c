class D:
    def __init__(self, n):
        self.n = n
    def __del__(self):
        print("del", self.n)

def inner(p):
    q = D("q")
    raise KeyError("deep")

def outer():
    r = D("r")
    inner(D("p"))

try:
    outer()
except KeyError as error:
    print("handling")
print("handled")
kept = None
try:
    outer()
except KeyError as error:
    kept = error
print("kept")
kept = None
print("let go")

def finally_order():
    a = D("a")
    try:
        return D("returned")
    finally:
        print("in finally")

finally_order()
def reraised():
    try:
        inner(D("again"))
    except KeyError:
        b = D("b")
        raise

try:
    reraised()
except KeyError:
    print("caught again")
print("end")
