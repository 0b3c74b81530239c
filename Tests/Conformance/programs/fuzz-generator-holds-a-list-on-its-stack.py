def rows(limit):
    for row in [[300], [limit]]:
        for item in [65537, limit]:
            got = [row, (yield item), limit]
            print(len(got))


limit = 1000
it = rows(limit)
first = next(it)
second = it.send(limit)
del it
shown = (c for c in filter(None, [274, 275]) for item in [65537, c])
third = next(shown)
fourth = next(shown)
rest = list(shown)
