log = []

def outer():
    try:
        inner()
    except LookupError:
        log.append("seen")
        raise

def inner():
    raise IndexError("deep down")

try:
    outer()
except IndexError as error:
    log.append(str(error))
