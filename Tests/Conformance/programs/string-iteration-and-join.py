word = "banana"
counts = {}
for letter in word:
    counts[letter] = counts.get(letter, 0) + 1
pairs = sorted(counts.items())
text = ", ".join("%s=%d" % pair for pair in pairs)
backwards = "".join(reversed(word))
