def check(value):
    assert value, ["not", value]
    return value
a = check([1000])
try:
    check([])
except AssertionError as error:
    kept = error.args
assert 1 == 2, "one is not two"
