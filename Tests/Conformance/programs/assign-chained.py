a = b = c = [1, 2]
a.append(3)
b = None
c = None
