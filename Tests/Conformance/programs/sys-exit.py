import sys
def leave(status):
    try:
        sys.exit(status)
    except SystemExit as error:
        return error.args
a = leave(3), leave(None), leave("bye")
sys.exit("enough")
