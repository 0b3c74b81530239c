import sys
v = sys.version_info
modern = v >= (3, 8), v[0], v.major, v[:2] > (2, 7)
sizes = [sys.getsizeof(x) for x in ([], [1, 2], (), (1,), "abc", 5, 2 ** 40, 1.5, None, b"ab", range(3))]
