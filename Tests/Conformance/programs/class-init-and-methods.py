class Account:
    def __init__(self, owner, balance):
        self.owner = owner
        self.balance = balance
    def deposit(self, amount):
        self.balance = self.balance + amount
        return self
    def owner_name(self):
        return self.owner

a = Account("ann lee", 1000)
b = a.deposit(500)
n = a.owner_name()
del a
