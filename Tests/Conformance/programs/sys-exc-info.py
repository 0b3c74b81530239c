import sys
before = sys.exc_info()
def broken():
    return {}["key"]
try:
    broken()
except KeyError as error:
    kind, value, trace = sys.exc_info()
    same = value is error, kind is KeyError, trace is error.__traceback__
after = sys.exc_info()
del trace, value
