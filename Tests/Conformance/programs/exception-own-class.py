class TooSmall(ValueError):
    def __init__(self, size, least):
        super().__init__(size, least)
        self.size = size
        self.least = least

try:
    raise TooSmall(1, 1000)
except ValueError as error:
    found = (error.size, error.least, error.args)
