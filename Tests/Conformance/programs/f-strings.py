name = "ann lee"
n = 1234.5678
a = f"hello {name}"
b = f"{n:.2f} {n:10.1f}|{name!r:>12}|{42:#x}"
c = f"{name.upper()} has {len(name)} letters"
d = f"{{braces}} {n=}"
width = 8
e = f"{name:{width}}|{1000000:,}"
