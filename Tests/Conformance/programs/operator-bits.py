a = 1000
b = 0x0F0
r = [a & b, a | b, a ^ b, a << 5, a >> 2, ~b, True & False, True | 2, -1 >> 3]
