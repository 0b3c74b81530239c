class File:
    def __init__(self, name):
        self.name = name
        print("open", name)

    def __del__(self):
        print("close", self.name)

a = File("a")
b = a
del a
b = File("b")
b = None
names = [File(n).name for n in "xyz"]
File("temporary")
print("end")
