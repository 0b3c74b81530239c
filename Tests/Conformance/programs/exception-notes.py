first = ValueError("a")
text = "more about it"
first.add_note(text)
notes = first.__notes__
first.add_note("even more")
try:
    first.add_note(5)
except TypeError as error:
    m = str(error)
first.__notes__ = (1, 2)
try:
    first.add_note("x")
except TypeError as error:
    n = str(error)
