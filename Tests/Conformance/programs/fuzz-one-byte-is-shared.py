row = [b"1,2", b"a", b"a"]


def default(mark=b"a"):
    return mark


same = default() is row[1]
part = b"bag"[1:2]
