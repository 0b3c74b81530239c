pass
x = 1000
if x:
    pass
