/// Texts that are read and checked.
enum Texts {
    /// Ordinary code of so many lines.
    static func code(lines: Int) -> String {
        var text = ""
        for number in 0..<lines / blockLines { text += block(number) }
        return text
    }

    private static let blockLines = 10

    private static func block(_ number: Int) -> String {
        """
        class Account\(number):
            def __init__(self, owner, balance=0):
                self.owner, self.balance = owner, balance
            def deposit(self, amount):
                if amount <= 0 or not self.owner:
                    raise ValueError(f"a deposit of {amount!r} for {self.owner}")
                self.balance += amount * (1 + 0.02) - len([x for x in range(3)])
                return {'owner': self.owner, "balance": self.balance}
        account\(number) = Account\(number)("Ann", \(number))
        account\(number).deposit(10)

        """
    }

    /// Expressions inside one another twenty deep, a line each.
    static func nested(lines: Int) -> String {
        let depth = 20
        let line = "x = " + String(repeating: "(", count: depth) + "1" + String(repeating: ")", count: depth) + "\n"
        return String(repeating: line, count: lines)
    }

    /// One list that takes so many lines.
    static func longExpression(lines: Int) -> String {
        "x = [\n" + String(repeating: "    1 + 2 * a, 'text', (3, 4),\n", count: lines) + "]\n"
    }

    /// One string that takes so many lines.
    static func longString(lines: Int) -> String {
        "x = \"\"\"\n" + String(repeating: "the quick brown fox jumps over the lazy dog\n", count: lines) + "\"\"\"\n"
    }

    static let all: [(name: String, make: @Sendable (Int) -> String)] = [
        ("code", { code(lines: $0) }), ("nested", { nested(lines: $0) }),
        ("long-list", { longExpression(lines: $0) }), ("long-string", { longString(lines: $0) }),
    ]
}
