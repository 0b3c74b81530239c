x = 1000
y = x
x = 2000
y = y
