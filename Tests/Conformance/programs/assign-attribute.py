class Box:
    pass

box = Box()
box.content = [7]
box.content = box
box.content = 7000
