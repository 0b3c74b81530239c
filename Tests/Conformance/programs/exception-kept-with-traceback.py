def fail():
    held = [1000]
    raise RuntimeError("kept error")

try:
    fail()
except RuntimeError as error:
    kept = error
held = kept.__traceback__ is not None
del kept
