try:
    try:
        1 / 0
    except ZeroDivisionError as low:
        raise ValueError("high level") from low
except ValueError as error:
    cause = error.__cause__
    context = error.__context__
    same = cause is context
del cause, context
