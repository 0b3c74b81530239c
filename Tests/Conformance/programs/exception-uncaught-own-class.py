class Broken(Exception):
    pass

x = [1]
raise Broken("the program ends here")
