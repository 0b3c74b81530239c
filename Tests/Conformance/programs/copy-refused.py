import copy
def numbers():
    yield 1
try:
    copy.copy(numbers())
except TypeError as error:
    text = str(error)
try:
    copy.deepcopy([copy])
except TypeError as error:
    text = str(error)
copy.copy()
