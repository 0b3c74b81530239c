class Card:
    def __init__(self, rank):
        self.rank = rank
    def __lt__(self, other):
        return self.rank < other.rank
    def __repr__(self):
        return "Card %d" % self.rank

cards = [Card(9000), Card(2000), Card(5000)]
ordered = sorted(cards)
least = min(cards)
cards.sort(reverse=True)
print(cards, ordered)
