def show(first, second=2000, third=3000):
    return [first, second, third]

a = show(1)
b = show(1, third=5)
c = show(second=1000, first=2)
