import sys
half = "two "
a = sys.intern(half + "words")
b = sys.intern(half + "words")
same = a is b
c = half + "words"
sys.intern(5)
