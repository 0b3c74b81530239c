class Stack(list):
    """A stack that counts what was pushed."""
    def __init__(self, *items):
        super().__init__(items)
        self.pushed = len(items)

    def push(self, item):
        self.append(item)
        self.pushed += 1

    def peek(self):
        return self[-1]

    def __repr__(self):
        return "Stack(" + super().__repr__() + ")"


s = Stack([1], "two words")
s.push(3000)
top = s.peek()
shown = repr(s), str(s), len(s), bool(Stack())
copy = s[:]
kinds = type(copy).__name__, type(s).__name__, isinstance(s, list)
s += [4.5]
t = s + [5]
same = s == [[1], "two words", 3000, 4.5]
s.sort(key=str)
u = s.pop()
s.extend(Stack([7]))
n = [x for x in s]
del s[0]
s[0] = s
m = sorted(Stack(3, 1, 2))
a, b, c = Stack("x y", [1], [2])
v = Stack.push
del s
import gc
k = gc.collect()
