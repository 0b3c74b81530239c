import weakref

class Subject:
    def __init__(self):
        self.observers = []
    def watch(self, observer):
        self.observers.append(weakref.ref(observer, self.forget))
    def forget(self, reference):
        self.observers.remove(reference)
        print("left", len(self.observers))
    def tell(self, what):
        for reference in list(self.observers):
            observer = reference()
            observer.hear(what)

class Observer:
    def __init__(self, name):
        self.name = name
    def hear(self, what):
        print(self.name, "hears", what)

s = Subject()
a = Observer("a")
b = Observer("b")
s.watch(a)
s.watch(b)
s.tell("one")
del a
s.tell("two")
s = None
b = None
