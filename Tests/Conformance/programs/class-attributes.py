class Base:
    shared = []
    limit = 1000

x = Base()
y = Base()
x.shared.append(1)
y.limit = 2000
Base.limit = 3000
z = x.limit
