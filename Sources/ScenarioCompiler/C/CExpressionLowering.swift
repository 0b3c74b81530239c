import CellModel
import Diagnostics
import ScenarioSyntax

// Expressions of C: their types and conversions (C11, 6.3 and 6.5).
extension CLowerer {
    /// An expression for its value: places are loaded, arrays become pointers.
    func lower(_ expression: CExpression) throws(CRefusal) -> CCode {
        try value(of: try raw(expression))
    }

    private func value(of code: CCode) throws(CRefusal) -> CCode {
        guard code.isPlace else { return code }
        if case .array(let element, _) = code.type { return CCode(.decay(code), .pointer(element), code.span) }
        if code.type == .void {
            throw refuse(
                "E1010", "what a 'void *' points at has no type", code.span, help: "Convert the pointer first.")
        }
        return CCode(.load(code), code.type, code.span)
    }

    /// A place, such as `a`, `*p`, `a[1]`.
    func place(_ expression: CExpression, _ purpose: String) throws(CRefusal) -> CCode {
        let code = try raw(expression)
        guard code.isPlace else {
            throw refuse(
                "E1010", "this is no place in memory, and cannot be \(purpose)", expression.span,
                help: "Places are variables, *p and a[0].")
        }
        return code
    }

    private func raw(_ expression: CExpression) throws(CRefusal) -> CCode {
        let span = expression.span
        switch expression.kind {
        case .constant(let text): return try constant(text, span)
        case .string:
            throw refuse(
                "E1003", "a text outside an initialiser is not supported in a C scenario", span,
                help: "Write: char word[] = \"…\";")
        case .name(let name): return try variable(name, span)
        case .unary(let op, let operand): return try unary(op, operand, span)
        case .step(let op, let operand, let isPrefix):
            let target = try place(operand, "changed")
            let one = CCode(.constant(1), .int, span)
            return try update(target, op == "++" ? "+" : "-", one, span, isOldWanted: !isPrefix)
        case .binary(let op, let left, let right): return try binary(op, left, right, span)
        case .conditional(let condition, let then, let otherwise):
            return try choose(condition, then, otherwise, span)
        case .assignment(let op, let target, let value):
            let target = try place(target, "assigned to")
            let value = try lower(value)
            if op == "=" { return try assignment(target, value, span) }
            return try update(target, String(op.dropLast()), value, span, isOldWanted: false)
        case .cast(let name, let operand): return try cast(try type(name), try lower(operand), span)
        case .sizeofType(let name): return try size(of: try type(name), span)
        case .sizeofValue(let operand): return try size(of: try raw(operand).type, span)
        case .subscripted(let base, let index):
            let pointer = try sum("+", try lower(base), try lower(index), span)
            return try dereferenced(pointer, span)
        case .call(let name, let nameSpan, let arguments):
            return try call(name, nameSpan, arguments, span)
        }
    }

    // MARK: - Leaves

    private func variable(_ name: String, _ span: Span) throws(CRefusal) -> CCode {
        if let variable = scopes.find(name) { return CCode(.variable(variable.number), variable.type, span) }
        if name == "NULL" { return CCode(.null, .pointer(.void), span) }
        let close = nearest(name, among: scopes.names)
        throw refuse(
            "E1011", "'\(name)' is not declared", span, isQuestion ? "" : "A C compiler says: '\(name)' undeclared.",
            help: close.map { "Did you mean '\($0)'?" } ?? "Declare it first: int \(name) = 5;")
    }

    /// C11, 6.4.4.1: the first type that holds the number.
    private func constant(_ text: String, _ span: Span) throws(CRefusal) -> CCode {
        if text.hasPrefix("'") { return try character(text, span) }
        let lower = text.lowercased()
        let suffix = String(lower.reversed().prefix { $0 == "u" || $0 == "l" }.reversed())
        let digits = lower.dropLast(suffix.count)
        let (base, body): (Int, Substring) =
            digits.hasPrefix("0x")
            ? (16, digits.dropFirst(2))
            : digits.hasPrefix("0b")
                ? (2, digits.dropFirst(2))
                : digits.count > 1 && digits.hasPrefix("0") ? (8, digits.dropFirst()) : (10, digits)
        guard ["", "u", "l", "ul", "lu", "ll", "ull", "llu"].contains(suffix), let number = UInt64(body, radix: base)
        else {
            throw refuse(
                "E1012", "'\(text)' is no number of C", span,
                help: "A number is written like 42, 0x2A, 052, 0b101, 42u or 42L, and fits 64 bits.")
        }
        let isLong = suffix.contains("l")
        var candidates: [IntegerType] = isLong ? [] : suffix.contains("u") ? [.unsignedInt] : [.int]
        if !isLong, base != 10, !suffix.contains("u") { candidates.append(.unsignedInt) }
        candidates += suffix.contains("u") ? [.unsignedLong] : base == 10 ? [.long] : [.long, .unsignedLong]
        guard let type = candidates.first(where: { $0.range.contains(Int128(number)) }) else {
            throw refuse("E1012", "'\(text)' fits no signed type of C", span, help: "Write a 'u' behind it.")
        }
        return CCode(.constant(Int128(number)), .integer(type), span)
    }

    private func character(_ text: String, _ span: Span) throws(CRefusal) -> CCode {
        var escapes = CEscapes(Array(text.utf8.dropFirst().dropLast()))
        guard let bytes = escapes.resolve(), bytes.count == 1 else {
            throw refuse("E1012", "\(text) is not one character", span, help: "Write one, such as 'A' or '\\n'.")
        }
        return CCode(.constant(Int128(Int8(bitPattern: bytes[0]))), .int, span)
    }

    private func size(of type: CellType, _ span: Span) throws(CRefusal) -> CCode {
        if type == .void { throw refuse("E1010", "void has no size", span) }
        return CCode(.constant(Int128(type.size)), .integer(.unsignedLong), span)
    }

    // MARK: - Operators

    private func unary(_ op: String, _ operand: CExpression, _ span: Span) throws(CRefusal) -> CCode {
        switch op {
        case "&":
            let place = try place(operand, "pointed at")
            if case .dereference(let pointer) = place.kind { return CCode(pointer.kind, pointer.type, span) }
            return CCode(.address(place), .pointer(place.type), span)
        case "*": return try dereferenced(try lower(operand), span)
        case "!": return CCode(.not(try scalar(try lower(operand))), .int, span)
        default:
            let value = promoted(try integer(try lower(operand), "'\(op)'"))
            let kind: CCode.Kind = op == "-" ? .negate(value) : op == "~" ? .complement(value) : value.kind
            return CCode(kind, value.type, span)
        }
    }

    private func dereferenced(_ pointer: CCode, _ span: Span) throws(CRefusal) -> CCode {
        guard let target = pointer.type.target else {
            throw refuse(
                "E1010", "'*' and '[ ]' need a pointer, and this is \(article(pointer.type))", pointer.span)
        }
        return CCode(.dereference(pointer), target, span)
    }

    private func binary(
        _ op: String, _ left: CExpression, _ right: CExpression, _ span: Span
    ) throws(CRefusal) -> CCode {
        if isQuestion, let question = try bitsQuestion(op, left, right, span) { return question }
        let (left, right) = (try lower(left), try lower(right))
        switch op {
        case "&&": return CCode(.both(try scalar(left), try scalar(right)), .int, span)
        case "||": return CCode(.either(try scalar(left), try scalar(right)), .int, span)
        case "+", "-": return try sum(op, left, right, span)
        case "<<", ">>":
            let value = promoted(try integer(left, "'\(op)'"))
            return CCode(.shift(op, value, promoted(try integer(right, "'\(op)'"))), value.type, span)
        case "==", "!=", "<", ">", "<=", ">=": return try comparison(op, left, right, span)
        default: return try arithmetic(op, left, right, span)
        }
    }

    private func arithmetic(_ op: String, _ left: CCode, _ right: CCode, _ span: Span) throws(CRefusal) -> CCode {
        let (left, right) = (try integer(left, "'\(op)'"), try integer(right, "'\(op)'"))
        guard case .integer(let first) = left.type, case .integer(let second) = right.type else { return left }
        let type = CellType.integer(IntegerType.common(first, second))
        return CCode(.arithmetic(op, converted(left, type), converted(right, type)), type, span)
    }

    private func sum(_ op: String, _ left: CCode, _ right: CCode, _ span: Span) throws(CRefusal) -> CCode {
        let (first, second) = (left.type.target, right.type.target)
        if first == nil, second == nil { return try arithmetic(op, left, right, span) }
        if let first, let second {
            guard op == "-", first == second, first.size > 0 else {
                throw refuse(
                    "E1010", "two pointers cannot be \(op == "+" ? "added" : "subtracted here")", span,
                    op == "+" ? "" : "They point at \(first.name) and at \(second.name).")
            }
            return CCode(.difference(left, right), .integer(.long), span)
        }
        if second != nil {
            guard op == "+" else { throw refuse("E1010", "a pointer cannot be subtracted from a number", span) }
            return try sum(op, right, left, span)
        }
        let target = first ?? .void
        if target.size == 0 {
            throw refuse("E1010", "a 'void *' cannot be moved", span, "void has no size.", help: "Convert it first.")
        }
        let count = try integer(right, "'\(op)'")
        return CCode(.move(left, by: count, isBackwards: op == "-"), left.type, span)
    }

    private func comparison(_ op: String, _ left: CCode, _ right: CCode, _ span: Span) throws(CRefusal) -> CCode {
        if left.type.isInteger, right.type.isInteger {
            var code = try arithmetic(op, left, right, span)
            code.type = .int
            return code
        }
        let (left, right) = (nullable(left, beside: right), nullable(right, beside: left))
        guard let first = left.type.target, let second = right.type.target else {
            throw refuse("E1010", "\(article(left.type)) cannot be compared with \(article(right.type))", span)
        }
        guard first == second || first == .void || second == .void else {
            throw refuse(
                "E1010", "a pointer to \(first.name) cannot be compared with a pointer to \(second.name)", span,
                help: "Convert one of them.")
        }
        return CCode(.comparePointers(op, left, right), .int, span)
    }

    /// A zero beside a pointer is NULL (C11, 6.3.2.3).
    private func nullable(_ code: CCode, beside other: CCode) -> CCode {
        if other.type.target != nil, case .constant(0) = code.kind { return CCode(.null, .pointer(.void), code.span) }
        return code
    }

    private func choose(
        _ condition: CExpression, _ then: CExpression, _ otherwise: CExpression, _ span: Span
    ) throws(CRefusal) -> CCode {
        let condition = try scalar(try lower(condition))
        var (left, right) = (try lower(then), try lower(otherwise))
        if case .integer(let first) = left.type, case .integer(let second) = right.type {
            let type = CellType.integer(IntegerType.common(first, second))
            return CCode(.choose(condition, then: converted(left, type), otherwise: converted(right, type)), type, span)
        }
        (left, right) = (nullable(left, beside: right), nullable(right, beside: left))
        guard let first = left.type.target, let second = right.type.target,
            first == second || first == .void || second == .void
        else { throw refuse("E1010", "the two values of '?' have no common type", span) }
        return CCode(
            .choose(condition, then: left, otherwise: right), first == .void ? right.type : left.type, span)
    }

    // MARK: - Conversions

    private func promoted(_ code: CCode) -> CCode {
        guard case .integer(let type) = code.type else { return code }
        return converted(code, .integer(type.promoted))
    }

    private func converted(_ code: CCode, _ type: CellType) -> CCode {
        code.type == type ? code : CCode(.convert(code), type, code.span)
    }

    private func integer(_ code: CCode, _ purpose: String) throws(CRefusal) -> CCode {
        guard code.type.isInteger else {
            throw refuse("E1010", "\(purpose) needs an integer, and this is \(article(code.type))", code.span)
        }
        return code
    }

    private func scalar(_ code: CCode) throws(CRefusal) -> CCode {
        guard code.type.isInteger || code.type.target != nil else {
            throw refuse("E1010", "a condition needs a value, and this has none", code.span)
        }
        return code
    }

    func article(_ type: CellType) -> String {
        type == .void ? "no value" : type.name.withArticle
    }

    private func cast(_ type: CellType, _ value: CCode, _ span: Span) throws(CRefusal) -> CCode {
        if type == .void { return CCode(.convert(value), .void, span) }
        if case .array = type { throw refuse("E1010", "nothing can be converted to an array", span) }
        if type.target != nil {
            let value = nullable(value, beside: CCode(.null, type, span))
            guard value.type.target != nil else {
                throw refuse(
                    "E1003", "a pointer made from a number is not supported in a C scenario", span,
                    "What is at such an address, C does not say.")
            }
            return CCode(.convert(value), type, span)
        }
        return CCode(.convert(try scalar(value)), type, span)
    }

    /// A value for a place: what C converts by itself, and nothing else.
    private func assignable(_ value: CCode, to type: CellType, _ span: Span) throws(CRefusal) -> CCode {
        if type.isInteger {
            guard value.type.isInteger else {
                throw refuse(
                    "E1010", "\(article(value.type)) cannot be stored in \(article(type))", span,
                    "A C compiler warns of it or refuses it.",
                    help: value.type.target == nil ? "" : "For what the pointer points at write '*' before it.")
            }
            return value
        }
        guard let target = type.target else { throw refuse("E1010", "an array cannot be assigned to", span) }
        let value = nullable(value, beside: CCode(.null, type, span))
        guard let source = value.type.target else {
            throw refuse(
                "E1010", "\(article(value.type)) cannot be stored in \(article(type))", span,
                "A C compiler warns of it or refuses it.", help: "For the address of a variable write '&' before it.")
        }
        guard source == target || source == .void || target == .void else {
            throw refuse(
                "E1010", "\(article(value.type)) cannot be stored in \(article(type))", span,
                "A C compiler warns of it or refuses it.", help: "Convert it: (\(type.name))…")
        }
        return converted(value, type)
    }

    func assignment(_ target: CCode, _ value: CCode, _ span: Span) throws(CRefusal) -> CCode {
        CCode(.assign(target, value: try assignable(value, to: target.type, value.span)), target.type, span)
    }

    /// `a += b` and `a++`: the place is found once.
    private func update(
        _ target: CCode, _ op: String, _ value: CCode, _ span: Span, isOldWanted: Bool
    ) throws(CRefusal) -> CCode {
        let current = CCode(.current, target.type, target.span)
        let result: CCode
        switch op {
        case "+", "-": result = try sum(op, current, value, span)
        case "<<", ">>":
            let left = promoted(try integer(current, "'\(op)='"))
            result = CCode(.shift(op, left, promoted(try integer(value, "'\(op)='"))), left.type, span)
        default: result = try arithmetic(op, current, value, span)
        }
        let fitting = try assignable(result, to: target.type, span)
        return CCode(.update(target, value: fitting, isOldWanted: isOldWanted), target.type, span)
    }

    // MARK: - Calls

    private func call(
        _ name: String, _ nameSpan: Span, _ arguments: [CExpression], _ span: Span
    ) throws(CRefusal) -> CCode {
        if isQuestion, let question = CQuestion(name) { return try ask(question, name, arguments, span) }
        let size = CellType.integer(.unsignedLong)
        switch name {
        case "malloc":
            let values = try self.arguments(name, 1, arguments, span)
            return CCode(.allocate(count: nil, size: try integer(values[0], name)), .pointer(.void), span)
        case "calloc":
            let values = try self.arguments(name, 2, arguments, span)
            return CCode(
                .allocate(count: try integer(values[0], name), size: try integer(values[1], name)), .pointer(.void),
                span)
        case "free":
            let values = try self.arguments(name, 1, arguments, span)
            let pointer = nullable(values[0], beside: CCode(.null, .pointer(size), span))
            guard pointer.type.target != nil else {
                throw refuse(
                    "E1010", "free needs a pointer, and this is \(article(pointer.type))", pointer.span)
            }
            return CCode(.free(pointer), .void, span)
        default:
            if CQuestion(name) != nil {
                throw refuse("E1013", "'\(name)' is a question, and stands in 'expect' alone", nameSpan)
            }
            let known = isQuestion ? CQuestion.names : ["malloc", "calloc", "free"]
            throw refuse(
                "E1013", "the function '\(name)' is not supported in a C scenario", nameSpan,
                help: nearest(name, among: known).map { "Did you mean '\($0)'?" }
                    ?? (isQuestion
                        ? "What can be asked: \(known.joined(separator: ", "))." : "Known are malloc, calloc and free.")
            )
        }
    }

    private func arguments(
        _ name: String, _ count: Int, _ arguments: [CExpression], _ span: Span
    ) throws(CRefusal) -> [CCode] {
        guard arguments.count == count else {
            throw refuse(
                "E1013", "\(name) takes \(count) argument\(count == 1 ? "" : "s"), and here \(arguments.count) stand",
                span)
        }
        var codes: [CCode] = []
        for argument in arguments { codes.append(try lower(argument)) }
        return codes
    }

    private func ask(
        _ question: CQuestion, _ name: String, _ arguments: [CExpression], _ span: Span
    ) throws(CRefusal) -> CCode {
        let subjects: [CCode]
        switch question.subject {
        case .nothing: subjects = try self.arguments(name, 0, arguments, span)
        case .pointer:
            subjects = try self.arguments(name, 1, arguments, span)
            guard subjects[0].type.target != nil else {
                throw refuse(
                    "E1010", "'\(name)' is asked of a pointer, and this is \(article(subjects[0].type))",
                    subjects[0].span)
            }
        case .place:
            _ = try self.arguments(name, 1, arguments, span)
            subjects = [try place(arguments[0], "asked about with '\(name)'")]
        }
        if question == .bits {
            throw refuse(
                "E1013", "bits are compared with a text", span, help: "Write: expect bits(a) == \"101\"")
        }
        let type: CellType = question == .address ? .integer(.unsignedLong) : .int
        return CCode(.question(question, subjects, expected: nil), type, span)
    }

    /// `bits(a) == "101"`; nil for any other comparison.
    private func bitsQuestion(
        _ op: String, _ left: CExpression, _ right: CExpression, _ span: Span
    ) throws(CRefusal) -> CCode? {
        guard op == "==", case .call("bits", _, let arguments) = left.kind, case .string(let bytes) = right.kind,
            arguments.count == 1
        else { return nil }
        let place = try place(arguments[0], "asked about with 'bits'")
        let text = String(decoding: bytes, as: UTF8.self).filter { $0 != " " }
        guard !text.isEmpty, text.allSatisfy({ $0 == "0" || $0 == "1" }) else {
            throw refuse("E1012", "bits are zeros and ones", right.span)
        }
        return CCode(.question(.bits, [place], expected: text), .int, span)
    }
}
