x = 1000
y = missing
never = 2
