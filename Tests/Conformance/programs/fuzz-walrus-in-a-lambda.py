make = lambda: (xs := [1])
first = make()
n = len(first)
def place(d):
    d[(key := "a key")] = 1
    return lambda: [key, (other := key)]
there = {}
read = place(there)
both = read()
def default():
    return (lambda v=(w := 300): v), w
y = default()[1]
