def show(first, second=None, third="none"):
    return [first, second, third]

a = show(1)
b = show(1, third=5000)
c = show(second=1000, first=2)
