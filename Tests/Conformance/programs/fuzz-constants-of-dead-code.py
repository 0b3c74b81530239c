def early(flag):
    if flag:
        return 5.5
    else:
        return 6.5
    return 7.5


kept = [5.5, 6.5, 7.5]
chosen = 2500 if True else 2600
numbers = [2500, 2600]
nothing = [2 + 3j for letter in "abc" if False] + [2 + 3j, 1j, 2 + 3j]
