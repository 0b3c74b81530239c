log = []

def guarded():
    try:
        yield 1
    except ValueError:
        log.append("caught")
        yield 2
    finally:
        log.append("closed")

g = guarded()
a = next(g)
b = g.throw(ValueError("thrown in"))
del g
