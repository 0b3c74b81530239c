import weakref

class Image:
    def __init__(self, name):
        self.name = name

cache = {}
def load(name):
    reference = cache.get(name)
    image = reference() if reference else None
    if image is None:
        print("loading", name)
        image = Image(name)
        cache[name] = weakref.ref(image)
    return image

a = load("sun")
b = load("sun")
same = a is b
c = load("moon")
del a
b = None
print(cache["sun"]() is None)
d = load("sun")
p = weakref.proxy(d)
print(p.name)
p.name = "star"
print(d.name)
