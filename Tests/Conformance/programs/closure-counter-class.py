def make_account(balance):
    def deposit(amount):
        nonlocal balance
        balance += amount
        return balance
    def report():
        return "balance: " + str(balance)
    return {"deposit": deposit, "report": report}

account = make_account(1000)
a = account["deposit"](500)
b = account["report"]()
del account
