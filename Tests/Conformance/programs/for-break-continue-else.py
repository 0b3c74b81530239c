found = None
for n in range(2, 20):
    if n % 7:
        continue
    found = n
    break
else:
    found = "none"
for n in range(3):
    pass
else:
    after = [n]
