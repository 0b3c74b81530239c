s = "left and "
t = s
s += "right"
s *= 2
