x = [1]
y = x
del x
del y
