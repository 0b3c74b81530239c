count = 1000

def bump():
    global count, fresh
    count += 1
    fresh = [count]

bump()
first = fresh
bump()
