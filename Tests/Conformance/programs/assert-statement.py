def positive(n):
    assert n > 0, "must be positive"
    return n

a = positive(1000)
try:
    positive(-1)
except AssertionError as error:
    b = str(error)
