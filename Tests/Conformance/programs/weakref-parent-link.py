import weakref

class Node:
    def __init__(self, name, parent):
        self.name = name
        self.children = []
        self.parent = None
        if parent is not None:
            self.parent = weakref.ref(parent)
            parent.children.append(self)
    def __del__(self):
        print("del", self.name)

root = Node("root", None)
kid = Node("kid", root)
grandkid = Node("grandkid", kid)
print(kid.parent() is root)
print(weakref.getweakrefcount(root))
root = None
print(kid.parent())
kid = None
grandkid = None
