numbers = {10, 3, 300, 7, 64, 1000}
order = list(numbers)
words = {"pear", "apple", "fig", "plum"}
spelled = list(words)
print(words)
