grid = []
for y in range(3):
    row = []
    for x in range(3):
        if x == y:
            continue
        row.append((x, y))
    grid.append(row)
