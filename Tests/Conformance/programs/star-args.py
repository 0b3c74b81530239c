def collect(first, *rest, last=None, **options):
    return (first, rest, last, options)

a = collect(1)
b = collect(1, 2000, 3000)
c = collect(1, last=[1], color="dark red")
items = [1000, 2000]
d = collect(*items, **{"last": 5, "k": items})
e = collect(*"ab", *items)
