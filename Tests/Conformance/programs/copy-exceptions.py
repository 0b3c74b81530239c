import copy
error = ValueError("bad", [1])
error.detail = [2]
flat = copy.copy(error)
deep = copy.deepcopy(error)
