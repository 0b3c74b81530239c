class Owner:
    def __init__(self):
        self.things = {}
    def __repr__(self):
        return "Owner" + repr(self.things)
owner = Owner()
owner.things["me"] = [owner]
text = repr(owner), str(owner.things)
print(owner)
