def change(values, value):
    values.append(value)
    values = [value]
    value = 0
    return values

a = [1]
b = 1000
c = change(a, b)
