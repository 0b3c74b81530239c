import CellModel
import Diagnostics
import ScenarioSyntax

/// The variables that a place in a C program sees.
struct CScopes {
    struct Variable {
        var number: Int
        var type: CellType
        var span: Span
    }

    private var levels: [[String: Variable]] = [[:]]
    private var count = 0

    /// How many braces are open.
    var depth: Int { levels.count - 1 }

    func find(_ name: String) -> Variable? {
        levels.lazy.reversed().compactMap { $0[name] }.first
    }

    /// The variable of this name in the same braces.
    func findHere(_ name: String) -> Variable? { levels[levels.count - 1][name] }

    var names: [String] { levels.flatMap(\.keys).sorted() }

    mutating func declare(_ name: String, _ type: CellType, _ span: Span) -> Int {
        levels[levels.count - 1][name] = Variable(number: count, type: type, span: span)
        count += 1
        return count - 1
    }

    mutating func open() { levels.append([:]) }

    mutating func close() { levels.removeLast() }
}

extension CTypeName {
    /// C11, 6.7.2: the words that name a type, in any order.
    private static let integers: [String: IntegerType] = {
        let names: [(IntegerType, [String])] = [
            (.char, ["char"]), (.signedChar, ["char signed"]), (.unsignedChar, ["char unsigned"]),
            (.short, ["short", "short signed", "int short", "int short signed"]),
            (.unsignedShort, ["short unsigned", "int short unsigned"]),
            (.int, ["int", "signed", "int signed"]), (.unsignedInt, ["unsigned", "int unsigned"]),
            (.long, ["long", "long signed", "int long", "int long signed"]),
            (.unsignedLong, ["long unsigned", "int long unsigned"]),
            (.longLong, ["long long", "long long signed", "int long long", "int long long signed"]),
            (.unsignedLongLong, ["long long unsigned", "int long long unsigned"]),
        ]
        return Dictionary(uniqueKeysWithValues: names.flatMap { type, all in all.map { ($0, type) } })
    }()

    /// The type without sizes of arrays; nil where the words name none.
    var base: CellType? {
        let key = words.sorted().joined(separator: " ")
        guard var type = key == "void" ? CellType.void : Self.integers[key].map({ CellType.integer($0) }) else {
            return nil
        }
        for _ in 0..<stars { type = .pointer(type) }
        return type
    }
}
