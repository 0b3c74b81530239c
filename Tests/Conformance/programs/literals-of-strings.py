a = "one" 'two' """three"""
b = r"\n" "\t" "\x41\u00e9"
c = b"\x00a" rb"\d"
d = f"{a!r:>14}" f"{1000:,}" f"{{}}"
e = "line one\
 continued"
f = ...
g = Ellipsis is f
