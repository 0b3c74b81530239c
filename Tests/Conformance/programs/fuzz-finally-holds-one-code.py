# The statements of a `finally` are compiled once for each way out; equal code is one constant.
try:
    done = []
finally:
    flags = [False for item in "ab"]
    last = lambda: 7.5


class Player:
    def __init__(self=False):
        pass


del Player
value = last()
