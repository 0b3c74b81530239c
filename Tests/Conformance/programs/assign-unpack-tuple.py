pair = (1000, 2000)
a, b = pair
a, b = b, a
(c, d), e = pair, 3000
