squares = []
for n in range(5):
    squares.append(n * n)
for n in range(10, 0, -3):
    squares.append(n)
for n in range(0):
    never = n
