yes = str(True)
again = repr(True)
no = [repr(False), str(1 > 2)]
same = yes is again, no[0] is no[1]
parts = list(map(str, [True, None, 15]))
yes = None
