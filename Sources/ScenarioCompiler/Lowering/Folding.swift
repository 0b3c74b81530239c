import BigInt
import Diagnostics
import HeapModel
import ScenarioSyntax

/// Values that CPython computes while it compiles (Python/ast_opt.c).
enum Folded {
    case none, ellipsis
    case bool(Bool)
    case int(BigInt)
    case float(Double)
    case complex(ComplexNumber)
    case string(String)
    case bytes([UInt8])
    case tuple([Folded])
    /// A tuple of the same objects again and again.
    case repeated([Folded], times: Int)
    /// The right side of `in`, or what a loop goes through.
    case frozenset([Folded])
}

extension Folded {
    /// A repeated tuple as a tuple of its items.
    var spreadOut: Folded {
        guard case .repeated(let items, let times) = self else { return self }
        return .tuple(Array(repeatElement(items, count: times).joined()))
    }
}

/// Folds constant expressions as the compiler of a version does; nil where the expression has to be evaluated at run
/// time, or where the peephole optimizer folds it once instructions have been made of it (`Peephole.swift`).
struct Folding {
    private let limits: FoldingLimits
    private let works: FoldingPlace
    private let boolsAreNames: Bool
    private let textIsBytes: Bool
    private let file: SourceFile
    /// Whether what is looked at lies in a part of the tree that the optimizer does not come to.
    var endsAtLiterals = false

    init(_ facts: RuntimeFacts, _ file: SourceFile) {
        limits = facts.foldingLimits
        works = facts.foldingPlace
        boolsAreNames = facts.boolsAreNames
        textIsBytes = facts.textIsBytes
        self.file = file
    }

    func fold(_ expression: Expression) -> Folded? {
        if let literal = literal(expression) { return literal }
        guard works == .tree, !endsAtLiterals else { return nil }
        switch expression.kind {
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

    /// The value of a literal.
    private func literal(_ expression: Expression) -> Folded? {
        switch expression.kind {
        case .none: Folded.none
        case .ellipsis: .ellipsis
        case .bool(let value): boolsAreNames ? nil : .bool(value)
        case .integer(let text): Folding.integer(text).map { .int($0) }
        case .float(let text): Double(text.replacing("_", with: "")).map { .float($0) }
        case .imaginary(let text):
            Double(text.dropLast().replacing("_", with: "")).map { .complex(ComplexNumber(0, $0)) }
        case .string(let text): .string(text)
        case .bytes(let bytes): textIsBytes ? .string(String(decoding: bytes, as: UTF8.self)) : .bytes(bytes)
        case .unary(.negative, let operand) where works == .adjacentInstructions: negativeLiteral(expression, operand)
        default: nil
        }
    }

    /// 2.7 takes a minus before a number for a part of the literal, unless a parenthesis stands between them
    /// (Python/ast.c, ast_for_factor).
    private func negativeLiteral(_ expression: Expression, _ operand: Expression) -> Folded? {
        switch operand.kind {
        case .integer, .float, .imaginary: break
        default: return nil
        }
        guard !file.text(Span(expression.span.start, operand.span.start)).contains("(") else { return nil }
        guard let value = literal(operand) else { return nil }
        if case .complex(let number) = value { return .complex(ComplexNumber(0, -number.imaginary)) }
        return unary(.negative, value)
    }

    func foldAll(_ items: [Expression]) -> [Folded]? {
        var result: [Folded] = []
        for item in items {
            guard let value = fold(item) else { return nil }
            result.append(value)
        }
        return result
    }

    static func integer(_ text: String) -> BigInt? {
        if text.utf8.first != UInt8(ascii: "0"), let small = Int(text) { return BigInt(small) }
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
        case .complex(let value): value.real != 0 || value.imaginary != 0
        case .string(let value): !value.isEmpty
        case .bytes(let value): !value.isEmpty
        case .tuple(let items), .frozenset(let items): !items.isEmpty
        case .repeated(let items, let times): !items.isEmpty && times > 0
        }
    }

    func unary(_ op: UnaryOperator, _ operand: Folded) -> Folded? {
        switch (op, operand) {
        case (.not, _): return .bool(!Folding.isTrue(operand))
        case (.negative, .int(let value)): return .int(-value)
        case (.negative, .float(let value)): return .float(-value)
        case (.negative, .complex(let value)): return .complex(ComplexNumber(-value.real, -value.imaginary))
        case (.positive, .int), (.positive, .float), (.positive, .complex): return operand
        case (.invert, .bool(let value)): return .int(value ? -2 : -1)
        case (.invert, .int(let value)): return .int(-value - 1)
        case (.negative, .bool(let value)): return .int(value ? -1 : 0)
        case (.positive, .bool(let value)): return .int(value ? 1 : 0)
        default: return nil
        }
    }

    func element(_ value: Folded, _ index: BigInt) -> Folded? {
        guard let place = Int(exactly: index) else { return nil }
        switch value.spreadOut {
        case .string(let text):
            let scalars = Array(text.unicodeScalars)
            let at = place < 0 ? place + scalars.count : place
            return scalars.indices.contains(at) ? .string(String(Character(scalars[at]))) : nil
        case .bytes(let bytes):
            let at = place < 0 ? place + bytes.count : place
            return bytes.indices.contains(at) ? .int(BigInt(bytes[at])) : nil
        case .tuple(let items):
            let at = place < 0 ? place + items.count : place
            return items.indices.contains(at) ? items[at] : nil
        default: return nil
        }
    }

    func binary(_ op: BinaryOperator, _ left: Folded, _ right: Folded) -> Folded? {
        if case .bool(let a) = left, case .bool(let b) = right {
            switch op {
            case .bitAnd: return .bool(a && b)
            case .bitOr: return .bool(a || b)
            case .bitXor: return .bool(a != b)
            default: break
            }
        }
        return arithmetic(op, number(left).spreadOut, number(right).spreadOut)
    }

    /// A bool counts as the number that it is.
    private func number(_ value: Folded) -> Folded {
        if case .bool(let value) = value { .int(value ? 1 : 0) } else { value }
    }

    private func arithmetic(_ op: BinaryOperator, _ left: Folded, _ right: Folded) -> Folded? {
        switch (left, right) {
        case (.int(let a), .int(let b)): return integers(op, a, b)
        case (.string(let a), .string(let b)) where op == .add: return .string(a + b)
        case (.bytes(let a), .bytes(let b)) where op == .add: return .bytes(a + b)
        case (.tuple(let a), .tuple(let b)) where op == .add: return .tuple(a + b)
        case (.string(let text), .int(let count)), (.int(let count), .string(let text)):
            return op == .multiply ? repeated(text, count) : nil
        case (.bytes(let bytes), .int(let count)), (.int(let count), .bytes(let bytes)):
            return op == .multiply ? repeated(bytes, count) : nil
        case (.tuple(let items), .int(let count)), (.int(let count), .tuple(let items)):
            return op == .multiply ? repeated(items, count) : nil
        case (.complex, _), (_, .complex):
            guard let a = complex(left), let b = complex(right) else { return nil }
            return complexes(op, a, b)
        default:
            guard let a = double(left), let b = double(right) else { return nil }
            return floats(op, a, b)
        }
    }

    /// The float that an operand becomes beside a float; nil where it is none or too large for one.
    private func double(_ value: Folded) -> Double? {
        switch value {
        case .int(let value): IntegerMath.trueDivide(value, 1)
        case .float(let value): value
        default: nil
        }
    }

    private func complex(_ value: Folded) -> ComplexNumber? {
        if case .complex(let value) = value { return value }
        return double(value).map { ComplexNumber($0, 0) }
    }

    private func complexes(_ op: BinaryOperator, _ a: ComplexNumber, _ b: ComplexNumber) -> Folded? {
        switch op {
        case .add: .complex(ComplexMath.add(a, b))
        case .subtract: .complex(ComplexMath.subtract(a, b))
        case .multiply: .complex(ComplexMath.multiply(a, b))
        case .trueDivide: ComplexMath.divide(a, b).map { .complex($0) }
        case .power:
            ComplexMath.power(a, b).flatMap { $0.real.isInfinite || $0.imaginary.isInfinite ? nil : .complex($0) }
        default: nil
        }
    }

    private func repeated(_ bytes: [UInt8], _ count: BigInt) -> Folded? {
        guard let times = Int(exactly: count), times >= 0, bytes.isEmpty || times <= limits.characters / bytes.count
        else { return nil }
        return .bytes(Array(repeatElement(bytes, count: times).joined()))
    }

    private func repeated(_ text: String, _ count: BigInt) -> Folded? {
        guard let times = Int(exactly: count), times >= 0,
            text.isEmpty || times <= limits.characters / text.unicodeScalars.count
        else { return nil }
        return .string(String(repeating: text, count: times))
    }

    private func repeated(_ items: [Folded], _ count: BigInt) -> Folded? {
        guard let times = Int(exactly: count), times >= 0, items.isEmpty || times <= limits.items / items.count
        else { return nil }
        return times == 0 ? .tuple([]) : .repeated(items, times: times)
    }

    private func integers(_ op: BinaryOperator, _ a: BigInt, _ b: BigInt) -> Folded? {
        switch op {
        case .add: return .int(a + b)
        case .subtract: return .int(a - b)
        case .multiply:
            return a.magnitude.bitWidth + b.magnitude.bitWidth <= limits.intBits ? .int(a * b) : nil
        case .floorDivide: return b == 0 ? nil : .int(IntegerMath.floorDivide(a, b))
        case .modulo: return b == 0 ? nil : .int(IntegerMath.modulo(a, b))
        case .trueDivide: return IntegerMath.trueDivide(a, b).map { .float($0) }
        case .power:
            if a == 0 { return b < 0 ? nil : .int(b == 0 ? 1 : 0) }
            if b < 0 {
                guard let base = double(.int(a)), let exponent = double(.int(b)) else { return nil }
                return .float(Double.power(base, exponent))
            }
            guard let exponent = Int(exactly: b), exponent <= limits.intBits,
                a.magnitude.bitWidth * max(exponent, 1) <= limits.intBits
            else { return nil }
            return .int(a.power(exponent))
        case .leftShift:
            guard b >= 0, let places = Int(exactly: b), a == 0 || a.magnitude.bitWidth + places <= limits.intBits
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

    private func floats(_ op: BinaryOperator, _ a: Double, _ b: Double) -> Folded? {
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

    /// Nil where it raises an exception.
    private func power(_ a: Double, _ b: Double) -> Folded? {
        if a == 0, b < 0, b.isFinite { return nil }
        if a < 0, a.isFinite, b.isFinite, b != b.rounded() {
            return complexes(.power, ComplexNumber(a, 0), ComplexNumber(b, 0))
        }
        let value = Double.power(a, b)
        return value.isInfinite && a.isFinite && b.isFinite ? nil : .float(value)
    }

    // MARK: - Formatting with %

    /// The f-string that `"…" % (a, b)` is compiled to, where the text has only `%s`, `%r` and `%a`, and the right side
    /// is a tuple display that is no constant (Python/ast_opt.c, optimize_format; since 3.11).
    func formattedParts(_ left: Expression, _ right: Expression) -> [FormattedPart]? {
        guard case .tuple(let items) = right.kind, fold(right) == nil, case .string(let text) = fold(left),
            !items.contains(where: { if case .starred = $0.kind { true } else { false } })
        else { return nil }
        var reader = ScalarReader(text)
        var parts: [FormattedPart] = []
        var rest = items[...]
        var literal = String.UnicodeScalarView()
        while let scalar = reader.next() {
            guard scalar == "%", !reader.take("%") else {
                literal.append(scalar)
                continue
            }
            if !literal.isEmpty { parts.append(.literal(String(literal))) }
            literal = String.UnicodeScalarView()
            guard let value = rest.popFirst(), let field = formattedField(&reader, value) else { return nil }
            parts.append(.field(field))
        }
        if !literal.isEmpty { parts.append(.literal(String(literal))) }
        return rest.isEmpty ? parts : nil
    }

    private func formattedField(_ reader: inout ScalarReader, _ value: Expression) -> FormattedField? {
        var spec = PercentSpec()
        spec.readFlags(&reader)
        guard let width = shortNumber(&reader) else { return nil }
        var precision = ""
        if reader.take(".") {
            guard let digits = shortNumber(&reader) else { return nil }
            precision = "." + (digits.isEmpty ? "0" : digits)
        }
        guard let mark = reader.next(), let conversion = FormattedField.Conversion(rawValue: String(Character(mark)))
        else { return nil }
        let size = Int(width) ?? 0
        let format = (!spec.isLeft && size > 0 ? ">" : "") + (width.isEmpty ? "" : "\(size)") + precision
        return FormattedField(
            expression: value, conversion: conversion, spec: format.isEmpty ? nil : [.literal(format)])
    }

    /// At most three digits, nil where there are more.
    private func shortNumber(_ reader: inout ScalarReader) -> String? {
        var digits = ""
        while let scalar = reader.peek(), scalar.isASCII, Characters.isDecimal(scalar) {
            digits.unicodeScalars.append(scalar)
            reader.advance()
        }
        return digits.count > 3 ? nil : digits
    }
}
