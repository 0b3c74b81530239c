from copy import copy, deepcopy as deep
original = [[1000]]
shallow = copy(original)
whole = deep(original)
