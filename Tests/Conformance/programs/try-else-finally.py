log = []
for n in [1, 0]:
    try:
        x = 10 // n
    except ZeroDivisionError:
        log.append("zero")
    else:
        log.append(x)
    finally:
        log.append("done")
