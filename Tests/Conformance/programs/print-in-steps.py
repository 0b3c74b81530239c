def say(n):
    print("n is", n)
    return n

a = say(1)
b = say(2) + say(3)
