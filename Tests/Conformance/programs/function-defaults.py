def collect(item, into=[]):
    into.append(item)
    return into

a = collect(1000)
b = collect(2000)
c = collect(3000, [])
same = a is b
