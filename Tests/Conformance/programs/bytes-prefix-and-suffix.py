b = b"unfolded"
a = [b.removeprefix(b"un"), b.removesuffix(b"ed"), b.removeprefix(b"x"), b.removesuffix(b""), b.removeprefix(b)]
same = a[2] is b, a[3] is b
