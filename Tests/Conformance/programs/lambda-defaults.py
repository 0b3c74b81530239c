functions = [lambda x, k=k: (x, k) for k in ([1], [2])]
a = functions[0](1000)
add = lambda *items, start=0: sum(items, start)
b = add(1000, 2000, start=5)
del functions
