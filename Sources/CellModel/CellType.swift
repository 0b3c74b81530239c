/// A type of C.
package indirect enum CellType: Hashable, Sendable {
    case void
    case integer(IntegerType)
    case pointer(CellType)
    case array(CellType, count: Int)

    package static let int = CellType.integer(.int)

    /// In bytes; `void` has none.
    package var size: Int {
        switch self {
        case .void: 0
        case .integer(let type): type.size
        case .pointer: Machine.pointerSize
        case .array(let element, let count): element.size * count
        }
    }

    /// What its address must be a multiple of.
    package var alignment: Int {
        if case .array(let element, _) = self { element.alignment } else { max(1, size) }
    }

    /// What an array is made of; the type itself for any other.
    package var cell: CellType {
        if case .array(let element, _) = self { element.cell } else { self }
    }

    package var isInteger: Bool { if case .integer = self { true } else { false } }

    /// What a pointer points at; nil for any other type.
    package var target: CellType? { if case .pointer(let target) = self { target } else { nil } }

    /// As C writes it: `unsigned long`, `int *`, `char[4]`.
    package var name: String {
        switch self {
        case .void: "void"
        case .integer(let type): type.rawValue
        case .pointer(let target): target.target == nil ? target.name + " *" : target.name + "*"
        case .array(let element, let count): element.name + "[\(count)]"
        }
    }
}

/// An integer type, with LP64's sizes; `char` is signed, as on x86-64 (System V ABI, 3.1.2).
package enum IntegerType: String, Sendable, CaseIterable {
    case char
    case signedChar = "signed char"
    case unsignedChar = "unsigned char"
    case short
    case unsignedShort = "unsigned short"
    case int
    case unsignedInt = "unsigned int"
    case long
    case unsignedLong = "unsigned long"
    case longLong = "long long"
    case unsignedLongLong = "unsigned long long"

    /// In bytes.
    package var size: Int {
        switch self {
        case .char, .signedChar, .unsignedChar: 1
        case .short, .unsignedShort: 2
        case .int, .unsignedInt: 4
        default: 8
        }
    }

    package var isSigned: Bool {
        switch self {
        case .unsignedChar, .unsignedShort, .unsignedInt, .unsignedLong, .unsignedLongLong: false
        default: true
        }
    }

    /// C11, 6.3.1.1: of two integers the one with the higher rank decides.
    package var rank: Int {
        switch self {
        case .char, .signedChar, .unsignedChar: 0
        case .short, .unsignedShort: 1
        case .int, .unsignedInt: 2
        case .long, .unsignedLong: 3
        case .longLong, .unsignedLongLong: 4
        }
    }

    package var bits: Int { size * 8 }

    package var range: ClosedRange<Int128> {
        isSigned
            ? -(Int128(1) << (bits - 1))...(Int128(1) << (bits - 1)) - 1
            : 0...(Int128(1) << bits) - 1
    }

    package var unsigned: IntegerType {
        switch self {
        case .char, .signedChar, .unsignedChar: .unsignedChar
        case .short, .unsignedShort: .unsignedShort
        case .int, .unsignedInt: .unsignedInt
        case .long, .unsignedLong: .unsignedLong
        case .longLong, .unsignedLongLong: .unsignedLongLong
        }
    }

    /// The integer promotions (C11, 6.3.1.1): what is narrower than an int becomes one.
    package var promoted: IntegerType { rank < IntegerType.int.rank ? .int : self }

    /// The usual arithmetic conversions (C11, 6.3.1.8).
    package static func common(_ first: IntegerType, _ second: IntegerType) -> IntegerType {
        let (left, right) = (first.promoted, second.promoted)
        if left == right { return left }
        if left.isSigned == right.isSigned { return left.rank >= right.rank ? left : right }
        let (signed, unsigned) = left.isSigned ? (left, right) : (right, left)
        if unsigned.rank >= signed.rank { return unsigned }
        return signed.size > unsigned.size ? signed : signed.unsigned
    }

    /// The value that is left of a number: its lowest bits (for a signed type what every common compiler defines,
    /// C11, 6.3.1.3).
    package func wrapped(_ number: Int128) -> Int128 {
        let modulus = Int128(1) << bits
        var rest = number % modulus
        if rest < 0 { rest += modulus }
        return isSigned && rest > range.upperBound ? rest - modulus : rest
    }
}

extension String {
    /// The name of a type with its article: `an int`, `a short`.
    package var withArticle: String { (hasPrefix("i") || hasPrefix("u") ? "an " : "a ") + self }
}
