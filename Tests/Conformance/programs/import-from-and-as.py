import gc as collector
from sys import maxsize
n = collector.collect()
big = maxsize
