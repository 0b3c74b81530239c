class InsufficientFunds(Exception):
    pass

class Account:
    interest = 0.02
    def __init__(self, owner, balance=0):
        self.owner = owner
        self.balance = balance
        self.history = []
    def withdraw(self, amount):
        if amount > self.balance:
            raise InsufficientFunds(f"{self.owner} lacks {amount - self.balance}")
        self.balance -= amount
        self.history.append(("withdraw", amount))
    def __str__(self):
        return f"{self.owner}: {self.balance}"

class Savings(Account):
    def add_interest(self):
        self.balance += self.balance * self.interest

account = Savings("ann lee", 1000)
account.withdraw(300)
account.add_interest()
try:
    account.withdraw(5000)
except InsufficientFunds as error:
    message = str(error)
print(account, message)
