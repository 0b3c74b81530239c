def walk(pair, n):
    yield [n for w in (1, 2)]
    yield n


items = [4]
generator = walk(items, n=items)
first = next(generator)
second = next(generator)
