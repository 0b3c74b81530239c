def convert(text):
    try:
        return int(text)
    except ValueError as error:
        raise KeyError(text) from error
try:
    convert("x y")
except KeyError as error:
    kept = error
cause = kept.__cause__
same = kept.__context__ is cause, kept.__suppress_context__
try:
    raise RuntimeError("hidden") from None
except RuntimeError as error:
    hidden = error
del cause, kept
