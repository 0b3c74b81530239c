data = ["a b", "c"]
if (n := len(data)) > 1:
    kept = [size := len(word) for word in data]
while (item := data.pop()) != "a b":
    last = item
pair = (y := [1000], y)
