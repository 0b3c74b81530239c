import copy
class Sheet:
    def __init__(self, rows):
        self.rows = rows
    def __copy__(self):
        return Sheet(self.rows)
    def __deepcopy__(self, memo):
        twin = Sheet(copy.deepcopy(self.rows, memo))
        memo[id(self)] = twin
        return twin
sheet = Sheet([[1], [2]])
flat = copy.copy(sheet)
deep = copy.deepcopy([sheet, sheet])
one = deep[0] is deep[1]
