data = [1000, 2000]
squares = (n + 1 for n in data)
first = next(squares)
data.append(3000)
rest = list(squares)
total = sum(n for n in data if n > 1000)
pairs = {n: [n] for n in data}
nested = [(x, y) for x in "ab" for y in data if y > 1000]
chars = {c for row in ["ab", "ba"] for c in row}
del squares
