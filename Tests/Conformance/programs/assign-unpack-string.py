a, b, c = "xyz"
d, e = "é!"
