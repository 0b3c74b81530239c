empty = {}
d = {"a": 1000, "b": 2000, 3: [4]}
e = {"a": d, d["b"]: "v", (1, 2): None, 1.5: True}
same = {1: "int", True: "bool"}
