t = b"the Quick  bROWN\tfox", b"a", b"", b"Title Case", b"+12", b"one\r\ntwo\nthree\r", b"\xff\x00z9"
r = []
for x in t:
    r.append([x.upper(), x.lower(), x.swapcase(), x.title(), x.capitalize()])
    r.append([x.isalnum(), x.isalpha(), x.isdigit(), x.isspace(), x.isascii(), x.islower(), x.isupper(), x.istitle()])
    r.append([x.center(7), x.center(8, b"*"), x.ljust(5), x.rjust(6, b"-"), x.zfill(6), x.expandtabs(), x.expandtabs(tabsize=4)])
    r.append([x.partition(b" "), x.rpartition(b"t"), x.splitlines(), x.splitlines(True), x.hex()])
    r.append([x.hex("-"), x.hex(":", 2), x.hex(b"_", -3), x.hex("-", bytes_per_sep=4), x.hex("-", 0)])
m = bytes.maketrans(b"abc", b"xyz")
y = t[0].translate(m), t[0].translate(None, b"o "), t[0].translate(m, delete=b"f"), t[1].translate(None), t[2].translate(m)
same = [t[0].center(1) is t[0], t[1].ljust(1) is t[1], t[0].zfill(2) is t[0], t[0].translate(None) is t[0], t[0].splitlines()[0] is t[0]]
def fails(f, *arguments):
    try:
        return f(*arguments)
    except Exception as error:
        return type(error).__name__ + ": " + str(error)
e = [fails(b"ab".center, 5, 1), fails(b"ab".center, 5, b"xy"), fails(b"ab".partition, "x"), fails(b"ab".partition, b"")]
e.append([fails(b"ab".translate, b"x"), fails(b"ab".translate, 5), fails(bytes.maketrans, b"ab", b"c"), fails(b"ab".hex, "::"), fails(b"ab".hex, 5)])
