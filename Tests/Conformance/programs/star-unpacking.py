first, *middle, last = [1000, 2000, 3000, 4000]
*start, end = "abc"
head, *none = (1,)
merged = [*middle, *start, 5000]
table = {**{"a": 1000}, "b": merged}
t = *middle, end
