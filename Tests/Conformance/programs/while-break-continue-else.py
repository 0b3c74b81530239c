n = 0
kept = []
while True:
    n += 1
    if n % 2:
        continue
    if n > 8:
        break
    kept.append(n)
else:
    never = 1
while n > 0:
    n -= 3
else:
    done = "loop ended"
