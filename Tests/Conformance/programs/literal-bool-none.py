yes = True
no = False
nothing = None
other = None
same = yes is True
