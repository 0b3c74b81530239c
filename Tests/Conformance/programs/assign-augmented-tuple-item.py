t = ([1000],)
try:
    t[0] += [2000]
except TypeError as error:
    text = str(error)
