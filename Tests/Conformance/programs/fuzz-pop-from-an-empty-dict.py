got = {}.pop([1], "default")
try:
    {}.pop({2})
except KeyError as error:
    key = error.args[0]
try:
    {3: 4}.pop([1], "default")
except TypeError as error:
    message = str(error)
