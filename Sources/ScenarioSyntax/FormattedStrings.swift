import Diagnostics

// f-strings by the rules of CPython 3.6 to 3.11 (Parser/string_parser.c): the string ends at the first quote of its
// kind, and what stands in braces is an expression without backslashes and comments.
extension Parser {
    /// The parts of one f-string token.
    mutating func parseFormatted(_ token: StringToken, _ span: Span) throws(Unreadable) -> [FormattedPart] {
        var reader = FormattedReader(file: file, position: token.body.start, end: token.body.end, isRaw: token.isRaw)
        let parts = try parseParts(&reader, depth: 0)
        diagnostics += reader.diagnostics
        return parts
    }

    /// Literal text and fields up to the end of the string or, in a format specification, up to its closing brace.
    private mutating func parseParts(
        _ reader: inout FormattedReader, depth: Int
    ) throws(Unreadable) -> [FormattedPart] {
        var parts: [FormattedPart] = []
        while true {
            let literal = reader.literal(inSpec: depth > 0)
            if !literal.isEmpty { FormattedPart.append(.literal(literal), to: &parts) }
            guard let byte = reader.current else { return parts }
            if byte == UInt8(ascii: "}") {
                if depth > 0 { return parts }
                throw fail(
                    "E0112", "this '}' closes nothing", at: reader.here,
                    explanation: "CPython says: f-string: single '}' is not allowed.",
                    help: "Write '}}' for a brace in the text.")
            }
            if depth > 1 {
                throw fail(
                    "E0112", "the fields of this f-string are nested too deeply", at: reader.here,
                    explanation: "CPython says: f-string: expressions nested too deeply.",
                    help: "Give the inner value a name of its own.")
            }
            try parseField(&reader, depth: depth, to: &parts)
        }
    }

    /// `{expression}`, `{expression=}`, with `!r` and `:spec` behind.
    private mutating func parseField(
        _ reader: inout FormattedReader, depth: Int, to parts: inout [FormattedPart]
    ) throws(Unreadable) {
        let open = reader.here
        reader.position += 1
        let place = Span(reader.position, try endOfExpression(&reader, open))
        let expression = try parseExpression(at: place, open)
        var field = FormattedField(expression: expression)
        let showsItself = reader.take("=")
        if showsItself {
            field.equalsSign = Span(reader.position - 1, reader.position)
            reader.skipSpace()
            let shown = Span(place.start, reader.position)
            FormattedPart.append(.literal(reader.text(shown)), to: &parts)
        }
        if reader.take("!") { field.conversion = try parseConversion(&reader, open) }
        if reader.take(":") { field.spec = try parseParts(&reader, depth: depth + 1) }
        if showsItself, field.conversion == nil, field.spec == nil { field.conversion = .repr }
        guard reader.take("}") else { throw unclosed(open) }
        parts.append(.field(field))
    }

    private mutating func parseConversion(
        _ reader: inout FormattedReader, _ open: Span
    ) throws(Unreadable) -> FormattedField.Conversion {
        guard let byte = reader.current else { throw unclosed(open) }
        guard let conversion = FormattedField.Conversion(rawValue: String(UnicodeScalar(byte))) else {
            throw fail(
                "E0112", "after '!' in an f-string comes 's', 'r' or 'a'", at: reader.here,
                explanation: "CPython says: f-string: invalid conversion character: expected 's', 'r', or 'a'.",
                help: "!s is str, !r is repr, !a is ascii.")
        }
        reader.position += 1
        return conversion
    }

    private mutating func unclosed(_ open: Span) -> Unreadable {
        fail(
            "E0112", "this '{' is not closed inside the f-string", at: open,
            explanation: "CPython says: f-string: expecting '}'. Before 3.12 an expression in it cannot use the quotes"
                + " that enclose the string.",
            help: "Write the '}', '{{' for a brace in the text, or the other kind of quotes.")
    }

    private mutating func parseExpression(at place: Span, _ open: Span) throws(Unreadable) -> Expression {
        if file.bytes[place.start..<place.end].allSatisfy({ $0 == 0x20 || $0 >= 0x09 && $0 <= 0x0D }) {
            throw fail(
                "E0112", "there is no expression in these braces", at: open.union(place),
                explanation: "CPython says: f-string: empty expression not allowed.",
                help: "Write an expression, or '{{}}' for braces in the text.")
        }
        var lexer = Lexer(file, part: place)
        let stream = lexer.lex()
        diagnostics += lexer.diagnostics
        var parser = Parser(file, stream.tokens)
        parser.depth = depth + 1
        parser.privateClass = privateClass
        defer { diagnostics += parser.diagnostics }
        let value = try parser.parseGroupContent()
        guard parser.current.kind == .end else {
            throw parser.fail(
                "E0204", "expected the end of the expression, found \(parser.describe(parser.current))",
                at: parser.place(parser.current),
                help: "Between the braces stands one expression, with '!r' or ':' and a format behind it.")
        }
        return value
    }

    /// Where the expression ends that starts at the reader's position, which moves there.
    private mutating func endOfExpression(
        _ reader: inout FormattedReader, _ open: Span
    ) throws(Unreadable) -> Int {
        var closers: [UInt8] = []
        while let byte = reader.current {
            switch byte {
            case UInt8(ascii: "\\"):
                throw fail(
                    "E0112", "a backslash cannot stand in the expression of an f-string", at: reader.here,
                    explanation: "CPython says: f-string expression part cannot include a backslash (until 3.12).",
                    help: "Give the value a name on a line above.")
            case UInt8(ascii: "#"):
                throw fail(
                    "E0112", "a comment cannot stand in the expression of an f-string", at: reader.here,
                    explanation: "CPython says: f-string expression part cannot include '#' (until 3.12).",
                    help: "Put the comment behind the statement.")
            case UInt8(ascii: "'"), UInt8(ascii: "\""):
                guard reader.skipString(byte) else { throw unclosed(open) }
                continue
            case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"):
                closers.append(Lexer.closingBrackets[byte] ?? byte)
            case _ where closers.isEmpty && reader.isEndOfExpression:
                return reader.position
            case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
                guard closers.popLast() == byte else {
                    throw fail(
                        "E0112", "'\(UnicodeScalar(byte))' closes nothing in this expression", at: reader.here,
                        explanation: "CPython says: f-string: unmatched '\(UnicodeScalar(byte))'.",
                        help: "Remove it, or write the bracket that it should close.")
                }
            default:
                if closers.isEmpty, reader.isTwoByteComparison { reader.position += 1 }
            }
            reader.position += 1
        }
        throw unclosed(open)
    }
}

extension FormattedPart {
    /// Appends a part; literal text joins the text before it.
    static func append(_ part: FormattedPart, to parts: inout [FormattedPart]) {
        guard case .literal(let text) = part else {
            parts.append(part)
            return
        }
        if text.isEmpty { return }
        if case .literal(let before) = parts.last {
            parts[parts.count - 1] = .literal(before + text)
        } else {
            parts.append(part)
        }
    }
}

/// Goes through the characters between the quotes of an f-string.
private struct FormattedReader {
    let file: SourceFile
    var position: Int
    let end: Int
    let isRaw: Bool
    var diagnostics: [Diagnostic] = []

    var current: UInt8? { position < end ? file.bytes[position] : nil }
    private var next: UInt8? { position + 1 < end ? file.bytes[position + 1] : nil }

    var here: Span { Span(position, position + 1) }

    mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard let current, UInt32(current) == character.value else { return false }
        position += 1
        return true
    }

    mutating func skipSpace() {
        while let byte = current, byte == 0x20 || byte >= 0x09 && byte <= 0x0D { position += 1 }
    }

    func text(_ span: Span) -> String { file.text(span) }

    /// The text up to a brace that is no doubled one; in a format specification no brace is doubled.
    mutating func literal(inSpec: Bool) -> String {
        var pieces = ""
        var start = position
        while let byte = current {
            if !isRaw, byte == UInt8(ascii: "\\"), let next, next != UInt8(ascii: "{"), next != UInt8(ascii: "}") {
                position += 2
                continue
            }
            guard byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}") else {
                position += 1
                continue
            }
            guard !inSpec, next == byte else { break }
            pieces += unescaped(Span(start, position + 1))
            position += 2
            start = position
        }
        return pieces + unescaped(Span(start, min(position, end)))
    }

    private mutating func unescaped(_ span: Span) -> String {
        var lexer = Lexer(file, part: span)
        let text = lexer.literalText(span, isRaw: isRaw)
        diagnostics += lexer.diagnostics
        return text
    }

    /// Moves past a string inside an expression; false where it does not end.
    mutating func skipString(_ quote: UInt8) -> Bool {
        let isTriple = next == quote && position + 2 < end && file.bytes[position + 2] == quote
        position += isTriple ? 3 : 1
        while let byte = current {
            if byte == UInt8(ascii: "\\") { return true }
            let closes =
                byte == quote && (!isTriple || next == quote && position + 2 < end && file.bytes[position + 2] == quote)
            position += closes && isTriple ? 3 : 1
            if closes { return true }
        }
        return false
    }

    /// `==`, `!=`, `<=`, `>=`.
    var isTwoByteComparison: Bool {
        guard let current, next == UInt8(ascii: "=") else { return false }
        return Array("=!<>".utf8).contains(current)
    }

    /// Whether what stands here, outside all brackets, ends the expression.
    var isEndOfExpression: Bool {
        guard let current else { return true }
        return Array("!:}=".utf8).contains(current) && !isTwoByteComparison
    }
}
