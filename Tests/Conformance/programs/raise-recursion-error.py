count = 0

def endless():
    global count
    count += 1
    endless()

endless()
