plain = "word"
same = "word"
spaced = "two words"
also = 'two words'
empty = ""
letter = "a"
joined = "con" "cat"
escaped = "tab\tline\nquote\" \x41 \u00e9"
raw = r"\n"
long = """first
    second
third"""
