import sys
r = []
try:
    sys.exit([3])
except SystemExit as error:
    r.append(error.code)
try:
    raise SystemExit(1, 2)
except SystemExit as error:
    r.append(error.code)
try:
    raise FileNotFoundError("a file")
except OSError as error:
    r.append([type(error).__name__, str(error), error.errno, error.filename, error.args])
    kept = error
same = kept.with_traceback(None) is kept
t = kept.__traceback__
try:
    kept.with_traceback(5)
except TypeError as error:
    m = str(error)
b = [issubclass(TimeoutError, OSError), IOError is OSError, ConnectionResetError.__mro__[1:3], issubclass(BytesWarning, Warning)]
class Lost(FileNotFoundError):
    def __init__(self, path):
        super().__init__("no file " + path)
        self.path = [path]
try:
    raise Lost("b")
except IOError as error:
    p = error
