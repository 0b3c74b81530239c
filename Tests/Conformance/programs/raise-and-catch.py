def half(n):
    if n % 2:
        raise ValueError("odd number")
    return n // 2

try:
    a = half(3)
except ValueError as error:
    a = str(error)
b = half(4)
