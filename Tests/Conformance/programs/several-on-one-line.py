a = 1000; b = a; del a
if b: c = [b]; d = c
