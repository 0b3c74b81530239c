runtime cpython 2.7
# expect-error: 3:5 a byte beyond ASCII in a text is not supported under cpython 2.7
a = chr(200)
