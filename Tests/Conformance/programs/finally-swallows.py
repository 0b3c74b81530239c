def quiet():
    while True:
        try:
            return {}["missing"]
        finally:
            break
    return "after"
a = quiet()
def outer():
    try:
        raise ValueError("first")
    finally:
        return [1000]
b = outer()
