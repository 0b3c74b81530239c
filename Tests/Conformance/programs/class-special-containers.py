class Stack:
    def __init__(self):
        self._items = []
    def __contains__(self, item):
        return item in self._items
    def __iter__(self):
        return iter(self._items)
    def __setitem__(self, index, value):
        self._items[index] = value
    def __delitem__(self, index):
        del self._items[index]
    def push(self, item):
        self._items.append(item)

s = Stack()
s.push([1])
s.push("two words")
s[0] = 3000
found = 3000 in s
items = [x for x in s]
del s[0]
