class Stack(list):
    def push(self, item):
        self.append(item)

s = Stack()
s.push([1])
s.push(2000)
s.name = "a stack"
n = len(s)
t = s.pop()
