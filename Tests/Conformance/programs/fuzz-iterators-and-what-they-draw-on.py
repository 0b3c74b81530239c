xs = [300, 301]
texts = map(str, xs)
kept = filter(None, xs)
pairs = zip(xs, texts)
numbered = enumerate(xs)
backwards = reversed((1, xs))
first = next(pairs), next(numbered), next(kept), next(backwards)
letters = iter("abc")
accents = iter("\xe9t\xe9")
powers = map(pow, xs, [1, 2])
del xs
rest = list(numbered), list(powers)
