log = []
try:
    try:
        {}["missing key"]
    except IndexError:
        log.append("wrong")
    finally:
        log.append("inner")
except KeyError as error:
    log.append(error.args)
