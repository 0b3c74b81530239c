def crash(depth, bag):
    local = [depth, bag]
    if depth == 0:
        return bag[100]
    return crash(depth - 1, local)


try:
    crash(2, [300])
except IndexError as error:
    first = error.__traceback__
    second = first.tb_next
    last = second.tb_next.tb_next
    lines = first.tb_lineno, second.tb_lineno, last.tb_lineno, last.tb_next
del first, last
second = None
