[p, q, r] = [10.5, 20.5, 30.5]
p, q, r = r, p, q
w, x, y, z = p, q, r, p
