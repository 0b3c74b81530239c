n = 0
e = b""
c = b"two" * n
same = [c is e, c + b"" is e, b"" + c is c, c * 5 is c, c[:] is c, c[:] is e, b"".join([c]) is c, bytes(c) is c]
one = b"a"
new = [b"x".replace(b"x", one) is one, b"A".lower() is one, one.upper() is b"A", b"".join([one, c]) is one]
