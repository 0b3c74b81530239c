calls = 0
def endless(value):
    global calls
    calls += 1
    return sorted([value], key=endless)
try:
    endless([1])
except RecursionError as error:
    text = str(error)
def mapped(value):
    global calls
    calls += 1
    return list(map(mapped, [value]))
calls = 0
try:
    mapped([2])
except RecursionError as error:
    text = str(error)
