log = []
try:
    try:
        [].pop()
    except IndexError as inner:
        log.append(str(inner) + "!")
        {}["k l"]
except KeyError as outer:
    log.append(repr(outer.__context__))
    chain = outer
try:
    raise
except RuntimeError as error:
    log.append(str(error))
