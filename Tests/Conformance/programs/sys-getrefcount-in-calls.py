import sys
data = [1]
def count(value):
    return sys.getrefcount(value)
a = count(data)
b = count([2])
other = {"k": data}
c = sys.getrefcount(data), sys.getrefcount([]), sys.getrefcount(object())
class Box:
    def __init__(self, content):
        self.content = content
box = Box(data)
d = sys.getrefcount(box.content), sys.getrefcount(box)
