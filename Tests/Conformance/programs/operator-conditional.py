n = 12
kind = "even" if n % 2 == 0 else "odd"
x = [1] if n > 100 else [2] if n > 10 else [3]
