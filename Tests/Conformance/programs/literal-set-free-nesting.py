tree = {"left": {"left": None, "right": [1000, (2000, {"deep": 3000})]}, "right": None}
leaf = tree["left"]["right"]
deep = leaf[1][1]["deep"]
tree = None
