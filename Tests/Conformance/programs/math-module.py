import math
a = math.sqrt(2)
b = math.floor(2.7), math.ceil(2.1), math.gcd(12, 18)
c = math.pi
d = math.factorial(20)
