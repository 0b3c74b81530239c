class Plain(Exception):
    pass


class Coded(Exception):
    def __init__(self, code, text="none"):
        self.code = code


given = (1000, "two words")
first = Plain(*given)
same = first.args is given
second = ValueError(*given)
also = second.args is given
third = Plain(*(0,))
fourth = Coded(*given)
fifth = Coded(1000, **{"text": "other words"})
sixth = Plain(1000, *given)
seventh = Plain(*[1000, 2000])
given = None
