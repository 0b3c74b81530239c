cells = [0]
for cells[0] in [1000, 2000]:
    pass
class Box:
    pass

box = Box()
for box.last in ["one word", "two words"]:
    pass
