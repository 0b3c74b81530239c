letters = []
for letter in "abc":
    letters.append(letter)
