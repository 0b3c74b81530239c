table = {"a": 1000, "b": 2000}
keys = []
for key in table:
    keys.append(key)
for key, value in table.items():
    keys.append((key, value))
for value in table.values():
    keys.append(value)
for key in table.keys():
    keys.append(key)
