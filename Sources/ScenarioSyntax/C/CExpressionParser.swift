import Diagnostics

// Expressions of C, by precedence (C11, 6.5).
extension Parser {
    private static let assignments: Set<String> = [
        "=", "+=", "-=", "*=", "/=", "%=", "<<=", ">>=", "&=", "^=", "|=",
    ]

    /// The binary operators, those that bind loosest first.
    private static let levels: [[String]] = [
        ["||"], ["&&"], ["|"], ["^"], ["&"], ["==", "!="], ["<", ">", "<=", ">="], ["<<", ">>"], ["+", "-"],
        ["*", "/", "%"],
    ]

    mutating func parseCExpression() throws(Unreadable) -> CExpression {
        try parseCAssignment()
    }

    mutating func parseCAssignment() throws(Unreadable) -> CExpression {
        skipCLayout()
        let left = try nested { parser throws(Unreadable) in try parser.parseCConditional() }
        guard current.kind == .op, Parser.assignments.contains(current.text) else { return left }
        // In a directive the line ends with the question, and '=' there is said to be no question.
        let op = advance().text
        let value = try nested { parser throws(Unreadable) in try parser.parseCAssignment() }
        return CExpression(.assignment(op, target: left, value: value), left.span.union(value.span))
    }

    private mutating func parseCConditional() throws(Unreadable) -> CExpression {
        let condition = try parseCBinary(0)
        guard takeOp("?") else { return condition }
        let then = try parseCAssignment()
        try expectOp(":", "between the two values of '?'")
        let otherwise = try nested { parser throws(Unreadable) in try parser.parseCConditional() }
        return CExpression(
            .conditional(condition, then: then, otherwise: otherwise), condition.span.union(otherwise.span))
    }

    private mutating func parseCBinary(_ level: Int) throws(Unreadable) -> CExpression {
        guard level < Parser.levels.count else { return try parseCUnary() }
        var left = try parseCBinary(level + 1)
        var length = 0
        while current.kind == .op, Parser.levels[level].contains(current.text) {
            let op = advance().text
            skipCLayout()
            let right = try parseCBinary(level + 1)
            left = CExpression(.binary(op, left, right), left.span.union(right.span))
            length += 1
            try checkCChain(length, left.span)
        }
        return left
    }

    private mutating func checkCChain(_ length: Int, _ span: Span) throws(Unreadable) {
        if length > Parser.deepestNesting {
            throw fail("E0203", "this expression is too long", at: span, help: "Divide it into several statements.")
        }
    }

    private mutating func parseCUnary() throws(Unreadable) -> CExpression {
        let token = current
        if token.isOp("++") || token.isOp("--") {
            advance()
            let operand = try nested { parser throws(Unreadable) in try parser.parseCUnary() }
            return CExpression(.step(token.text, operand, isPrefix: true), token.span.union(operand.span))
        }
        if token.kind == .op, ["+", "-", "~", "!", "*", "&"].contains(token.text) {
            advance()
            let operand = try nested { parser throws(Unreadable) in try parser.parseCUnary() }
            return CExpression(.unary(token.text, operand), token.span.union(operand.span))
        }
        if token.isKeyword("sizeof") { return try parseCSizeof() }
        if token.isOp("("), startsCTypeOrUnknown(peek()) {
            let type = try parseCTypeInBrackets()
            let operand = try nested { parser throws(Unreadable) in try parser.parseCUnary() }
            return CExpression(.cast(type, operand), token.span.union(operand.span))
        }
        return try parseCPostfix()
    }

    private func startsCTypeOrUnknown(_ token: Token) -> Bool { token.kind == .keyword && token.text != "sizeof" }

    private mutating func parseCSizeof() throws(Unreadable) -> CExpression {
        let word = advance()
        if current.isOp("("), startsCTypeOrUnknown(peek()) {
            let type = try parseCTypeInBrackets()
            return CExpression(.sizeofType(type), Span(word.span.start, previousEnd))
        }
        let operand = try nested { parser throws(Unreadable) in try parser.parseCUnary() }
        return CExpression(.sizeofValue(operand), word.span.union(operand.span))
    }

    private mutating func parseCTypeInBrackets() throws(Unreadable) -> CTypeName {
        advance()
        let words = try parseCTypeWords()
        guard !words.words.isEmpty else { throw failAtC("expected a type") }
        var stars = 0
        while takeOp("*") { stars += 1 }
        let sizes = try parseCSizes()
        let span = Span(words.span.start, previousEnd)
        try expectOp(")", "after the type")
        return CTypeName(words: words.words, stars: stars, sizes: sizes, span: span)
    }

    private mutating func parseCPostfix() throws(Unreadable) -> CExpression {
        var value = try parseCPrimary()
        var length = 0
        while current.kind == .op {
            switch current.text {
            case "[":
                advance()
                let index = try nested { parser throws(Unreadable) in try parser.parseCAssignment() }
                try expectOp("]", "after the index")
                value = CExpression(.subscripted(value, index: index), Span(value.span.start, previousEnd))
            case "++", "--":
                let op = advance()
                value = CExpression(.step(op.text, value, isPrefix: false), value.span.union(op.span))
            case ".", "->":
                throw fail("E1003", "a member of a structure is not supported in a C scenario", at: current.span)
            case "(":
                throw fail(
                    "E1003", "a call through a value is not supported in a C scenario", at: current.span,
                    help: "What can be called: malloc, calloc, free.")
            default: return value
            }
            length += 1
            try checkCChain(length, value.span)
        }
        return value
    }

    private mutating func parseCPrimary() throws(Unreadable) -> CExpression {
        let token = current
        switch token.kind {
        case .integer:
            advance()
            return CExpression(.constant(token.text), token.span)
        case .float:
            throw fail("E1003", "a floating-point number is not supported in a C scenario", at: token.span)
        case .string:
            advance()
            guard let string = token.string, !string.isTripleQuoted else {
                throw fail("E1004", "three quotes are no string of C", at: token.span, help: "Write one quote.")
            }
            return CExpression(.string(try cBytes(Span(token.span.start + 1, token.span.end - 1))), token.span)
        case .name:
            advance()
            guard current.isOp("(") else { return CExpression(.name(token.text), token.span) }
            let arguments = try parseCArguments()
            return CExpression(
                .call(name: token.text, nameSpan: token.span, arguments: arguments),
                Span(token.span.start, previousEnd))
        case .op where token.text == "(":
            advance()
            let value = try nested { parser throws(Unreadable) in try parser.parseCAssignment() }
            if current.isOp(",") {
                throw fail("E1003", "the comma operator is not supported in a C scenario", at: current.span)
            }
            skipCLayout()
            try expectOp(")", "to close the bracket")
            return CExpression(value.kind, Span(token.span.start, previousEnd))
        default:
            try refuseUnknownC()
            throw failAtC("expected an expression")
        }
    }

    private mutating func parseCArguments() throws(Unreadable) -> [CExpression] {
        advance()
        var arguments: [CExpression] = []
        skipCLayout()
        if takeOp(")") { return [] }
        repeat {
            arguments.append(try nested { parser throws(Unreadable) in try parser.parseCAssignment() })
        } while takeOp(",")
        skipCLayout()
        try expectOp(")", "after the arguments")
        return arguments
    }

    /// The bytes between the quotes of a string or a character constant, escapes resolved (C11, 6.4.4.4).
    mutating func cBytes(_ span: Span) throws(Unreadable) -> [UInt8] {
        var escapes = CEscapes(Array(file.bytes[span.start..<max(span.start, span.end)]))
        guard let bytes = escapes.resolve() else {
            throw fail(
                "E1006", "there is no such escape in C", at: span,
                help: #"C knows: \n \t \r \0 \\ \' \" \a \b \f \v \?, three octal digits, \x and hexadecimal digits."#)
        }
        return bytes
    }
}

/// Resolves the escapes of a string or a character constant.
package struct CEscapes {
    private let raw: [UInt8]
    private var index = 0

    package init(_ raw: [UInt8]) { self.raw = raw }

    private static let simple: [UInt8: UInt8] = [
        UInt8(ascii: "n"): 10, UInt8(ascii: "t"): 9, UInt8(ascii: "r"): 13, UInt8(ascii: "a"): 7,
        UInt8(ascii: "b"): 8, UInt8(ascii: "f"): 12, UInt8(ascii: "v"): 11, UInt8(ascii: "\\"): 92,
        UInt8(ascii: "'"): 39, UInt8(ascii: "\""): 34, UInt8(ascii: "?"): 63,
    ]

    /// The bytes; nil where an escape is none of C's or does not fit a byte.
    package mutating func resolve() -> [UInt8]? {
        var bytes: [UInt8] = []
        while index < raw.count {
            let byte = raw[index]
            index += 1
            guard byte == UInt8(ascii: "\\") else {
                bytes.append(byte)
                continue
            }
            guard index < raw.count, let resolved = resolveEscape() else { return nil }
            bytes.append(resolved)
        }
        return bytes
    }

    private mutating func resolveEscape() -> UInt8? {
        let mark = raw[index]
        index += 1
        if let simple = Self.simple[mark] { return simple }
        if mark == UInt8(ascii: "x") { return number(base: 16, most: 8) }
        index -= 1
        return number(base: 8, most: 3)
    }

    private mutating func number(base: Int, most: Int) -> UInt8? {
        let start = index
        while index < raw.count, index - start < most,
            Int(String(UnicodeScalar(raw[index])), radix: base) != nil
        {
            index += 1
        }
        return UInt8(String(decoding: raw[start..<index], as: UTF8.self), radix: base)
    }
}
