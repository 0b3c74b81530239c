x = 5
if x > 10:
    size = "large"
elif x > 3:
    size = "middle"
else:
    size = "small"
if not size:
    never = 1
if x and size:
    both = [x, size]
