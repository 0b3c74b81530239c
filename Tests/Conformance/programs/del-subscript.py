row = [1000, 2000, 3000]
del row[0]
del row[-1]
table = {"a": row, "b": 2}
del table["a"]
del row
