d = {"a": 1}
v = d["b c"]
