data = [1000, 2000, 3000]
if (n := len(data)) > 2:
    found = n
kept = [half for x in data if (half := x // 2) > 500]
last = half
