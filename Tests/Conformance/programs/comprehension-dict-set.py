words = ["one", "two", "three"]
lengths = {word: len(word) for word in words}
sizes = {len(word) for word in words}
swapped = {value: key for key, value in lengths.items()}
