class Vector:
    def __init__(self, x, y):
        self.x = x
        self.y = y
    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)
    def __eq__(self, other):
        return self.x == other.x and self.y == other.y
    def __repr__(self):
        return "Vector(%d, %d)" % (self.x, self.y)
    def __len__(self):
        return 2
    def __getitem__(self, index):
        return [self.x, self.y][index]
    def __bool__(self):
        return self.x != 0

v = Vector(1000, 2000)
w = v + v
same = v == Vector(1000, 2000)
print(v, [w], len(v), v[1])
items = list(iter([v[0], v[1]]))
truth = not Vector(0, 1)
