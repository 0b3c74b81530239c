kept = []
try:
    print(1 / 0)
except ZeroDivisionError as error:
    kept.append(error)
missing
