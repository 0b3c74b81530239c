log = []
def run(how):
    for i in range(3):
        try:
            if how == "break":
                break
            if how == "return":
                return [i]
            if how == "raise":
                raise KeyError(i)
        except KeyError as error:
            log.append(error.args)
            continue
        finally:
            log.append((how, i))
    return log
a = run("break")
b = run("return")
c = run("raise")
