def last(items, at):
    return items[at]
kept = []
for at in range(5, 8):
    try:
        last([at], at)
    except IndexError as error:
        kept.append(error)
same = kept[0].args[0] is kept[2].args[0]
message = kept[1].args[0]
kept = None
try:
    [].pop()
except IndexError as error:
    other = error.args[0]
