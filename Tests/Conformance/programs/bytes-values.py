a = b"abc"
b = a[0]
c = a + b"\x00\xff"
d = "é!".encode("utf-8")
e = d.decode("utf-8")
f = bytes([65, 66])
g = bytes(3)
