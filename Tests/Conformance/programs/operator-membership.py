words = ["one", "two"]
table = {"k": 1}
r = ["one" in words, "six" not in words, "k" in table, 2 in (1, 2), "ell" in "hello", "" in "x"]
