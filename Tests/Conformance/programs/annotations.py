def scale(x: int, factor: float = 1.5) -> float:
    return x * factor

count: int = 1000
later: str
y = scale(count)
