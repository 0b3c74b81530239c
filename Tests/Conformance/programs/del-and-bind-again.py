a = 1000
b = 2000
del a
a = 3000
