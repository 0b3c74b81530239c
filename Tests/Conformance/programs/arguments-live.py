class Box:
    def __init__(self, items):
        self.items = items

    def swap(self, other):
        self.items, other = other, self.items
        return other

    def __call__(self, *more, **named):
        self.items = more
        return named

def drop(first, second=None):
    first = second
    return first

x = [1]
box = Box(x)
y = drop(x, box)
z = box.swap([2])
kept = box(x, y, name=z)
spread = drop(*[x, y])
named = drop(**{"first": x, "second": kept})
del x
made = Box(items=Box([3]))

def walk(items):
    for item in items:
        yield item

g = walk(kept)
first = next(g)
g.close()
h = walk(z)
h.close()
