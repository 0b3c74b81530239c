word = (lambda count=284, flag=False: "x")(1, True)
numbers = [284, False]
it = iter((lambda: (283, -300))())
first = next(it)
del it
