n = 0
seen = []
while n < 5:
    seen.append(n * 1000)
    n += 1
