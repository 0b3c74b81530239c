import copy

class Slotted:
    __slots__ = ["part", "other", "__dict__"]
