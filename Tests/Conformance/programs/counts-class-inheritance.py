class Animal:
    def __init__(self, name):
        self.name = name
    def speak(self):
        return "..."

class Cat(Animal):
    def speak(self):
        return "meow"

class Kitten(Cat):
    pass

k = Kitten("tom cat")
s = k.speak()
t = Animal.speak(k)
