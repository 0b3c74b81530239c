class Phoenix:
    def __init__(self):
        self.lives = 0

    def __del__(self):
        global nest
        self.lives += 1
        nest = self
        print("burns", self.lives)

nest = None
p = Phoenix()
p = None
print(nest.lives)
nest = None
print(nest)
