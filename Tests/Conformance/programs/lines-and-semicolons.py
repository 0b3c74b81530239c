a = 1000; b = [a,
     2000,  # a comment
     ]; c = a
if a: d = 1; e = "x y"
class Point: x = 3000; y = [1]
def short(): return [a]; a = 5
total = a + \
    b[0]
while False: pass
else: f = "done"
