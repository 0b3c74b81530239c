import sys
class Writer:
    def __init__(self):
        self.parts = []
    def write(self, text):
        self.parts.append(text)
    def flush(self):
        self.parts.append("flush")
w = Writer()
print("a", 1000, file=w, sep="-", end="!", flush=True)
print("to the screen", file=sys.stdout)
print("b", file=None)
n = sys.stdout.write("written\n")
