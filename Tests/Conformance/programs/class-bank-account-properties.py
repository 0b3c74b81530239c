class Account:
    """An account with a balance that only deposit and withdraw change."""
    interest = 0.02

    def __init__(self, owner, balance=0):
        self.owner = owner
        self.__balance = balance

    @property
    def balance(self):
        return self.__balance

    @balance.setter
    def balance(self, value):
        if value < 0:
            raise ValueError("a balance cannot be negative")
        self.__balance = value

    @balance.deleter
    def balance(self):
        del self.__balance

    def deposit(self, amount):
        self.balance = self.balance + amount
        return self


class Savings(Account):
    interest = 0.05

    def __init__(self, owner, balance=0, goal=1000):
        super().__init__(owner, balance)
        self.goal = goal

    def reached(self):
        return self.balance >= self.goal


a = Savings("Ann", 500)
a.deposit(300).deposit(400)
b = a.balance
r = a.reached()
try:
    a.balance = -5
except ValueError as error:
    message = str(error)
names = list(a.__dict__)
del a.balance
try:
    a.balance
except AttributeError as error:
    missing = str(error)
doc = Account.__doc__
p = Account.balance
try:
    Account.interest = 0.5
    a.nothing
except AttributeError as error:
    other = str(error)
