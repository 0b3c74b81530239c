def append_one(values):
    values.append(1)

a = []
b = a
c = list(a)
append_one(a)
same = [a is b, a is c]
matrix = [[0] * 2] * 2
matrix[0][0] = 1000
