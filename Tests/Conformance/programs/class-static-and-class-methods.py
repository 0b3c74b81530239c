class Point:
    made = 0
    def __init__(self, x):
        self.x = x
        Point.made += 1
    @classmethod
    def origin(cls):
        return cls(0)
    @staticmethod
    def twice(n):
        return n * 2

p = Point.origin()
q = Point(Point.twice(1000))
m = Point.origin
n = Point.made
del m
