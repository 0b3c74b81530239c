d = {"a": 1000, "b": 2000, "c": 3000}
for key in list(d):
    if d[key] > 1500:
        del d[key]
try:
    for key in d:
        d[key + "x"] = 1
except RuntimeError as error:
    text = str(error)
