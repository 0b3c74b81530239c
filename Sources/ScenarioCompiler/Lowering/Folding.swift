import BigInt
import ScenarioSyntax

/// Values that CPython computes while it compiles (Python/ast_opt.c).
enum Folded {
    case none, ellipsis
    case bool(Bool)
    case int(BigInt)
    case float(Double)
    case string(String)
    case tuple([Folded])
    /// The right side of `in`, or what a loop goes through.
    case frozenset([Folded])
}

/// Folds constant expressions as CPython 3.11 does; nil where the expression has to be evaluated at run time.
enum Folding {
    /// Python/ast_opt.c: MAX_INT_SIZE in bits, MAX_COLLECTION_SIZE in items, MAX_STR_SIZE in characters.
    private static let maxIntBits = 128
    private static let maxItems = 256
    private static let maxCharacters = 4096

    static func fold(_ expression: Expression) -> Folded? {
        switch expression.kind {
        case .none: return Folded.none
        case .ellipsis: return .ellipsis
        case .bool(let value): return .bool(value)
        case .integer(let text): return integer(text).map { .int($0) }
        case .float(let text): return Double(text.replacing("_", with: "")).map { .float($0) }
        case .string(let text): return .string(text)
        case .tuple(let items): return foldAll(items).map { .tuple($0) }
        case .unary(let op, let operand): return fold(operand).flatMap { unary(op, $0) }
        case .binary(let op, let left, let right):
            guard let a = fold(left), let b = fold(right) else { return nil }
            return binary(op, a, b)
        case .subscripted(let value, let index):
            guard let a = fold(value), case .int(let place) = fold(index) else { return nil }
            return element(a, place)
        default: return nil
        }
    }

    static func foldAll(_ items: [Expression]) -> [Folded]? {
        var result: [Folded] = []
        for item in items {
            guard let value = fold(item) else { return nil }
            result.append(value)
        }
        return result
    }

    static func integer(_ text: String) -> BigInt? {
        let digits = text.replacing("_", with: "").lowercased()
        for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] where digits.hasPrefix(prefix) {
            return BigInt(digits.dropFirst(2), radix: radix)
        }
        return BigInt(digits)
    }

    static func isTrue(_ value: Folded) -> Bool {
        switch value {
        case .none: false
        case .ellipsis: true
        case .bool(let value): value
        case .int(let value): value != 0
        case .float(let value): value != 0
        case .string(let value): !value.isEmpty
        case .tuple(let items), .frozenset(let items): !items.isEmpty
        }
    }

    private static func unary(_ op: UnaryOperator, _ operand: Folded) -> Folded? {
        switch (op, operand) {
        case (.not, _): return .bool(!isTrue(operand))
        case (.negative, .int(let value)): return .int(-value)
        case (.negative, .float(let value)): return .float(-value)
        case (.positive, .int), (.positive, .float): return operand
        case (.invert, .int(let value)): return .int(-value - 1)
        case (.negative, .bool(let value)): return .int(value ? -1 : 0)
        case (.positive, .bool(let value)): return .int(value ? 1 : 0)
        default: return nil
        }
    }

    private static func element(_ value: Folded, _ index: BigInt) -> Folded? {
        guard let place = Int(exactly: index) else { return nil }
        switch value {
        case .string(let text):
            let scalars = Array(text.unicodeScalars)
            let at = place < 0 ? place + scalars.count : place
            return scalars.indices.contains(at) ? .string(String(Character(scalars[at]))) : nil
        case .tuple(let items):
            let at = place < 0 ? place + items.count : place
            return items.indices.contains(at) ? items[at] : nil
        default: return nil
        }
    }

    private static func binary(_ op: BinaryOperator, _ left: Folded, _ right: Folded) -> Folded? {
        switch (left, right) {
        case (.int(let a), .int(let b)): return integers(op, a, b)
        case (.string(let a), .string(let b)) where op == .add: return .string(a + b)
        case (.tuple(let a), .tuple(let b)) where op == .add: return .tuple(a + b)
        case (.string(let text), .int(let count)), (.int(let count), .string(let text)):
            return op == .multiply ? repeated(text, count) : nil
        case (.tuple(let items), .int(let count)), (.int(let count), .tuple(let items)):
            return op == .multiply ? repeated(items, count) : nil
        case (.float(let a), .float(let b)): return floats(op, a, b)
        case (.float(let a), .int(let b)): return floats(op, a, Double(b))
        case (.int(let a), .float(let b)): return floats(op, Double(a), b)
        default: return nil
        }
    }

    private static func repeated(_ text: String, _ count: BigInt) -> Folded? {
        guard let times = Int(exactly: count), times >= 0,
            text.isEmpty || times <= maxCharacters / text.unicodeScalars.count
        else { return nil }
        return .string(String(repeating: text, count: times))
    }

    private static func repeated(_ items: [Folded], _ count: BigInt) -> Folded? {
        guard let times = Int(exactly: count), times >= 0, items.isEmpty || times <= maxItems / items.count
        else { return nil }
        return .tuple(Array(repeatElement(items, count: times).joined()))
    }

    private static func integers(_ op: BinaryOperator, _ a: BigInt, _ b: BigInt) -> Folded? {
        switch op {
        case .add: return .int(a + b)
        case .subtract: return .int(a - b)
        case .multiply:
            return a.magnitude.bitWidth + b.magnitude.bitWidth <= maxIntBits ? .int(a * b) : nil
        case .floorDivide: return b == 0 ? nil : .int(IntegerMath.floorDivide(a, b))
        case .modulo: return b == 0 ? nil : .int(IntegerMath.modulo(a, b))
        case .trueDivide: return IntegerMath.trueDivide(a, b).map { .float($0) }
        case .power:
            if b < 0 { return a == 0 ? nil : .float(Double.power(Double(a), Double(b))) }
            guard let exponent = Int(exactly: b), a.magnitude.bitWidth * max(exponent, 1) <= maxIntBits
            else { return nil }
            return .int(a.power(exponent))
        case .leftShift:
            guard b >= 0, let places = Int(exactly: b), a == 0 || a.magnitude.bitWidth + places <= maxIntBits
            else { return nil }
            return .int(a << places)
        case .rightShift:
            guard b >= 0, let places = Int(exactly: b) else { return nil }
            return .int(IntegerMath.shiftRight(a, places))
        case .bitAnd: return .int(a & b)
        case .bitOr: return .int(a | b)
        case .bitXor: return .int(a ^ b)
        case .matrixMultiply: return nil
        }
    }

    /// Nil where the result would be an exception or a complex number.
    private static func power(_ a: Double, _ b: Double) -> Folded? {
        if a == 0, b < 0 { return nil }
        if a < 0, b != b.rounded() { return nil }
        let value = Double.power(a, b)
        return value.isInfinite && a.isFinite && b.isFinite ? nil : .float(value)
    }

    private static func floats(_ op: BinaryOperator, _ a: Double, _ b: Double) -> Folded? {
        switch op {
        case .add: .float(a + b)
        case .subtract: .float(a - b)
        case .multiply: .float(a * b)
        case .trueDivide: b == 0 ? nil : .float(a / b)
        case .floorDivide: b == 0 ? nil : .float(IntegerMath.floorDivide(a, b))
        case .modulo: b == 0 ? nil : .float(IntegerMath.modulo(a, b))
        case .power: power(a, b)
        default: nil
        }
    }
}
