n = "outer"
a = [n for n in range(3)]
b = n
functions = [lambda: i for i in range(3)]
c = [f() for f in functions]
