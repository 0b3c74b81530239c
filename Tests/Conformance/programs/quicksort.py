def quicksort(values):
    if len(values) < 2:
        return values
    pivot, *rest = values
    less = [v for v in rest if v < pivot]
    more = [v for v in rest if v >= pivot]
    return quicksort(less) + [pivot] + quicksort(more)

result = quicksort([5000, 2000, 9000, 1000, 5500])
