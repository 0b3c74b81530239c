log = []
for action in [lambda: [][1], lambda: {}[1], lambda: 1 / 0, lambda: int("x y")]:
    try:
        action()
    except (IndexError, KeyError) as error:
        log.append(type(error).__name__)
    except ArithmeticError:
        log.append("arithmetic")
    except Exception as error:
        log.append(str(error))
del action
