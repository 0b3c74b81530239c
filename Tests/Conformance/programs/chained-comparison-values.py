a, b, c = 1000, 2000, 3000
r = [a < b < c, a < c < b, a < b > 500 != c, a is a is not None, 1 in [1] in [[1]]]
def loud(value):
    seen.append(value)
    return value
seen = []
s = loud(3) > loud(2) > loud(2) > loud(1)
t = not a > b, None or [], 0 and 1, "" or "x y"
