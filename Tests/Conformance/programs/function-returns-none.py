def nothing():
    pass

def early(n):
    if n > 1:
        return
    return n

a = nothing()
b = early(5)
c = early(1)
