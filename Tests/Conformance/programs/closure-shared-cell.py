def pair():
    box = [1000]
    def read():
        return box
    def write(value):
        box.append(value)
    return read, write

read, write = pair()
write(2000)
values = read()
del read
del write
