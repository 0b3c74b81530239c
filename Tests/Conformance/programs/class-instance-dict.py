class Box:
    pass

b = Box()
b.first = [1]
d = b.__dict__
d["second"] = 2000
s = b.second
v = vars(b) is d
del b
