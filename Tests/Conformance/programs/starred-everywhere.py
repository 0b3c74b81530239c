first, *rest = [1000, 2000, 3000]
*begin, last = rest
(a, *b), c = [4000, 5000], "x y"
d = [*rest, *b]
e = (*d, 6000)
f = {**{"k": rest}}
def take(*args, **named):
    return args, named
g = take(*rest, 7000, k=b, **f) if False else take(*rest, 7000, z=b, **f)
h, *empty = [8000]
