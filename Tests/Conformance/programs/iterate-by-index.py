class Squares:
    def __init__(self, count):
        self.count = count
    def __getitem__(self, place):
        if place >= self.count:
            raise IndexError(place)
        return place * 1000
s = Squares(3)
items = list(s)
found = 2000 in s, 5 in s
it = iter(s)
first = next(it)
x, y, z = s
rest = [value for value in it]
