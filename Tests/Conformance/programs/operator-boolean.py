a = []
b = [1]
c = a or b
d = a and b
e = b and "yes"
f = not a
g = a or None or 0
h = b or undefined_is_not_reached
