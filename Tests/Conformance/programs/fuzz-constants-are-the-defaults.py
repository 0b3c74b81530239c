class Link:
    def __init__(self, rest=None):
        self.rest = rest


def walk(link=None):
    pass


pair = Link(), Link(Link())
alone = (None,)
