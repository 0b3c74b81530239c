a = 7000
b = -3
r = [a + b, a - b, a * b, a // b, a % b, -a, +a, ~a, a ** 2, a / b]
