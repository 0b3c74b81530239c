moves = []

def hanoi(n, source, spare, target):
    if n == 0:
        return
    hanoi(n - 1, source, target, spare)
    moves.append((source, target))
    hanoi(n - 1, spare, source, target)

hanoi(3, "A", "B", "C")
print(len(moves))
