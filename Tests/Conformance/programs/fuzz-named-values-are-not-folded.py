(point := (-1, b'1,2'))
class Counter:
    (root := (-6))
(title := ('z' * 3))
plain = -0.0
(ratio := (-0.0))
found = [n for n in [1, 2, 3] if (half := n + (-1000))]
if (member := 3) in (listed := [1000, 2000, 3]):
    same = (tested := 3 in [3, 4000])
