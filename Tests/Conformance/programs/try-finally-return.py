def f():
    try:
        return "from try"
    finally:
        log.append("finally ran")

log = []
a = f()
