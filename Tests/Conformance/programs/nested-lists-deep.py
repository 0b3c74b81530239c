def nest(depth):
    result = []
    for _ in range(depth):
        result = [result]
    return result
deep = len(repr(nest(900)))
same = nest(900) == nest(900)
try:
    repr(nest(1000))
except RecursionError as error:
    text = str(error)
try:
    nest(1000) == nest(1000)
except RecursionError as error:
    text = str(error)
