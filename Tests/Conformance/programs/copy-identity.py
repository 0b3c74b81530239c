import copy
word = "two words"
pair = (word, 2000)
same = copy.copy(pair)
deep = copy.deepcopy(pair)
mixed = (word, [3000])
other = copy.deepcopy(mixed)
table = {"k": [1], (1, 2): {4000}}
twin = copy.deepcopy(table)
flat = copy.copy(table)
