d = {"a": 1000, "b": [2]}
keys = d.keys()
both = keys & {"a", "z"}
d["c"] = 3000
n = len(keys), "c" in keys, 1000 in d.values(), ("a", 1000) in d.items()
back = list(reversed(d))
pairs = list(d.items())
del d
