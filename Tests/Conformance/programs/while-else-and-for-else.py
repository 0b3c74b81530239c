found = None
for n in [4, 6, 9]:
    for d in range(2, n):
        if n % d == 0:
            break
    else:
        found = n
i = 3
while i:
    i -= 1
    if i == 5:
        break
else:
    end = "no break"
