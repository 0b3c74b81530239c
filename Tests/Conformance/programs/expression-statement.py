1000
"text"
x = [1]
x
x.append(2)
[x, x]
len(x)
