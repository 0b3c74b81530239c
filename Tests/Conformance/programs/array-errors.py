from array import array
def attempt(action):
    try:
        return action()
    except (TypeError, ValueError, OverflowError, IndexError) as error:
        return str(error)
a = array("b", [1])
r = [attempt(lambda: array("b", [200])), attempt(lambda: array("x")), attempt(lambda: a.append("s"))]
s = [attempt(lambda: a[5]), attempt(lambda: a + [1]), attempt(lambda: a.pop(9)), attempt(lambda: array("H", [-1]))]
a[0] = 1.5
