functions = []
for n in range(3):
    functions.append(lambda n=n: n * 1000)
values = [f() for f in functions]
del n
