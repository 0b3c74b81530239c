class First:
    def get(self):
        print(fields={})

class Second:
    def __init__(self, rest=None):
        pass

defaults = Second.__init__.__defaults__
