class Box:
    pass

b = Box()
b.missing
