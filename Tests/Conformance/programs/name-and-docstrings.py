"""A program."""
def described(x):
    """What it does."""
    return x
def plain():
    pass
d = described.__doc__
q = described.__qualname__, plain.__doc__, described.__name__
m = __name__ == "__main__", __doc__
if __name__ == "__main__":
    result = described([1])
