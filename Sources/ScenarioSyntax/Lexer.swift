import Diagnostics

/// Turns text into tokens by Python's rules: indentation, implicit and explicit line joining, comments.
///
/// Every error is recorded and lexing goes on, so that one mistake does not hide the next.
struct Lexer {
    let file: SourceFile
    let bytes: ArraySlice<UInt8>
    /// Where the expression of an f-string starts, when only that is read: line ends in it separate nothing.
    let expressionStart: Int?
    var position = 0
    var tokens: [Token] = []
    var comments: [Span] = []
    var diagnostics: [Diagnostic] = []
    var indents: [Indent] = [Indent(columns: 0, withTabsOfOne: 0)]
    var brackets: [OpenBracket] = []
    var lineIndent = 0
    /// Whether a bracket is given up where a line follows that looks like a new statement: only where one is never
    /// closed, since a line inside brackets may look so too.
    private var givesUpBrackets = false

    struct OpenBracket {
        var byte: UInt8
        var offset: Int
        var indent: Int
    }

    /// An indentation measured twice, as CPython's tokenizer does: with tabs to the next multiple of 8 and with tabs
    /// of one column. Where the two orders disagree, the mixture of tabs and spaces is ambiguous.
    struct Indent {
        var columns: Int
        var withTabsOfOne: Int
    }

    init(_ file: SourceFile) {
        self.file = file
        self.bytes = file.bytes[...]
        self.expressionStart = nil
    }

    /// Reads a part of a string: the expression of an f-string, or escapes.
    init(_ file: SourceFile, part: Span) {
        self.file = file
        self.bytes = file.bytes[..<part.end]
        self.expressionStart = part.start
        self.position = part.start
    }

    mutating func lex() -> TokenStream {
        if let start = expressionStart {
            brackets = [OpenBracket(byte: UInt8(ascii: "("), offset: start, indent: 0)]
            while position < bytes.count { lexOne() }
            tokens.append(Token(.end, Span(position, position)))
            return TokenStream(tokens: tokens, comments: comments)
        }
        let start = self
        lexLines()
        if !brackets.isEmpty {
            self = start
            givesUpBrackets = true
            lexLines()
        }
        finish()
        return TokenStream(tokens: tokens, comments: comments)
    }

    private mutating func lexLines() {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
        // A token has about four bytes; without this the tokens are copied each time their room doubles.
        tokens.reserveCapacity(bytes.count / 4 + 16)
        startLine()
        while position < bytes.count { lexOne() }
    }

    private mutating func finish() {
        if let open = brackets.first { reportUnclosed(open) }
        brackets = []
        let end = Span(bytes.count, bytes.count)
        if let last = tokens.last, last.kind != .newline, last.kind != .dedent { tokens.append(Token(.newline, end)) }
        while indents.count > 1 {
            indents.removeLast()
            tokens.append(Token(.dedent, end))
        }
        tokens.append(Token(.end, end))
    }

    private mutating func lexOne() {
        let byte = bytes[position]
        switch byte {
        case UInt8(ascii: " "), UInt8(ascii: "\t"), 0x0C:
            position += 1
        case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
            endLine()
        case UInt8(ascii: "#"):
            skipComment()
        case UInt8(ascii: "\\"):
            joinLine()
        case UInt8(ascii: "\""), UInt8(ascii: "'"):
            lexString(prefixStart: position)
        case UInt8(ascii: "0")...UInt8(ascii: "9"):
            lexNumber()
        case UInt8(ascii: "."):
            if let next = peek(1), isDigit(next) { lexNumber() } else { lexOperator() }
        default:
            if isNameStart(byte) { lexName() } else { lexOperator() }
        }
    }

    func peek(_ distance: Int) -> UInt8? {
        position + distance < bytes.count ? bytes[position + distance] : nil
    }

    mutating func report(
        _ code: String, _ title: String, at span: Span, explanation: String = "", help: String = "",
        related: [RelatedPlace] = []
    ) {
        diagnostics.note(
            Diagnostic(code, title, in: file, at: span, explanation: explanation, help: help, related: related))
    }
}

// MARK: - Lines and indentation

extension Lexer {
    private mutating func endLine() {
        let start = position
        if bytes[position] == UInt8(ascii: "\r"), peek(1) == UInt8(ascii: "\n") { position += 1 }
        position += 1
        if !brackets.isEmpty, givesUpBrackets, nextLineStartsStatement(), let open = brackets.first {
            reportUnclosed(open)
            brackets = []
        }
        guard brackets.isEmpty else { return }
        if let last = tokens.last, last.kind != .newline, last.kind != .indent, last.kind != .dedent {
            tokens.append(Token(.newline, Span(start, position)))
        }
        startLine()
    }

    /// Measures the indentation of the line at `position`; lines with nothing but a comment have none.
    private mutating func startLine() {
        let start = position
        var indent = Indent(columns: 0, withTabsOfOne: 0)
        while let byte = peek(0) {
            if byte == UInt8(ascii: " ") {
                indent.columns += 1
                indent.withTabsOfOne += 1
            } else if byte == UInt8(ascii: "\t") {
                indent.columns = (indent.columns / 8 + 1) * 8
                indent.withTabsOfOne += 1
            } else if byte == 0x0C {
                indent = Indent(columns: 0, withTabsOfOne: 0)
            } else if byte == 0xC2, peek(1) == 0xA0 {
                reportCharacter("\u{A0}", at: Span(position, position + 2))
                indent.columns += 1
                indent.withTabsOfOne += 1
                position += 1
            } else {
                break
            }
            position += 1
        }
        guard let byte = peek(0) else { return }
        if byte == UInt8(ascii: "#") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") { return }
        lineIndent = indent.columns
        applyIndent(indent, at: Span(start, position))
    }

    private mutating func applyIndent(_ indent: Indent, at span: Span) {
        guard let top = indents.last else { return }
        if (indent.columns > top.columns) != (indent.withTabsOfOne > top.withTabsOfOne)
            || (indent.columns < top.columns) != (indent.withTabsOfOne < top.withTabsOfOne)
        {
            report(
                "E0101", "inconsistent use of tabs and spaces in indentation", at: span,
                explanation: "This line is indented as much as the one above only for one width of a tab."
                    + " CPython raises TabError here.",
                help: "Indent with spaces alone, four for each level.")
        }
        if indent.columns > top.columns {
            indents.append(indent)
            tokens.append(Token(.indent, span))
            return
        }
        while let last = indents.last, last.columns > indent.columns {
            indents.removeLast()
            tokens.append(Token(.dedent, Span(span.end, span.end)))
        }
        if let last = indents.last, last.columns != indent.columns {
            report(
                "E0102", "this line's indentation matches no block above it", at: firstWord(at: span.end),
                explanation: "CPython says: unindent does not match any outer indentation level.",
                help:
                    "Indent it by \(last.columns) spaces to go on with the outer block, or as much as the block above.")
        }
    }

    /// The word that starts at an offset, for pointing at an indented line.
    private func firstWord(at start: Int) -> Span {
        var end = start
        while end < bytes.count, isNamePart(bytes[end]) { end += 1 }
        return Span(start, max(end, min(start + 1, bytes.count)))
    }

    /// Whether the line at `position` can only be a new statement, so that an open bracket above must be a mistake.
    private func nextLineStartsStatement() -> Bool {
        guard let open = brackets.first else { return false }
        var index = position
        var columns = 0
        while index < bytes.count, bytes[index] == UInt8(ascii: " ") || bytes[index] == UInt8(ascii: "\t") {
            columns += bytes[index] == UInt8(ascii: "\t") ? 8 - columns % 8 : 1
            index += 1
        }
        let start = index
        while index < bytes.count, isNamePart(bytes[index]) { index += 1 }
        guard index > start else { return false }
        let word = String(decoding: bytes[start..<index], as: UTF8.self)
        if Lexer.statementOnlyWords.contains(word) { return true }
        guard columns <= open.indent else { return false }
        while index < bytes.count, bytes[index] == UInt8(ascii: " ") { index += 1 }
        guard index < bytes.count else { return false }
        let next = bytes[index]
        if word == "setup" || word == "exit" { return next == UInt8(ascii: ":") }
        if word == "step" || word == "race" { return next == UInt8(ascii: "\"") || next == UInt8(ascii: "'") }
        let after = index + 1 < bytes.count ? bytes[index + 1] : 0
        return next == UInt8(ascii: "=") && after != UInt8(ascii: "=")
    }

    private static let statementOnlyWords: Set<String> = [
        "del", "class", "def", "return", "while", "with", "try", "import", "pass", "break", "continue", "global",
        "nonlocal", "raise", "assert",
    ]

    private mutating func skipComment() {
        let start = position
        while let byte = peek(0), byte != UInt8(ascii: "\n"), byte != UInt8(ascii: "\r") { position += 1 }
        comments.append(Span(start, position))
    }

    private mutating func joinLine() {
        let start = position
        position += 1
        let isReturn = peek(0) == UInt8(ascii: "\r")
        if isReturn { position += 1 }
        if peek(0) == UInt8(ascii: "\n") {
            position += 1
        } else if !isReturn {
            report(
                "E0103", "unexpected character after a backslash", at: Span(start, start + 1),
                explanation:
                    "Outside a string a backslash joins two lines, and must be the last character of its line.",
                help: "Remove the backslash, or what follows it.")
        }
    }

    private mutating func reportUnclosed(_ open: OpenBracket) {
        let text = String(UnicodeScalar(open.byte))
        let closing = Lexer.closingBrackets[open.byte].map { String(UnicodeScalar($0)) } ?? ""
        report(
            "E0104", "'\(text)' is never closed", at: Span(open.offset, open.offset + 1),
            explanation: "CPython says: '\(text)' was never closed.",
            help: "Write the matching '\(closing)'.")
    }
}

// MARK: - Names and operators

extension Lexer {
    static let closingBrackets: [UInt8: UInt8] = [
        UInt8(ascii: "("): UInt8(ascii: ")"), UInt8(ascii: "["): UInt8(ascii: "]"),
        UInt8(ascii: "{"): UInt8(ascii: "}"),
    ]

    /// Whether two operators would be read as other ones if nothing stood between them, and perhaps a third behind.
    static func wouldBeReadAsOne(_ first: String, _ second: String) -> Bool {
        let joined = Array((first + second).utf8)
        if operators.contains(where: { $0.starts(with: joined) }) { return true }
        return operators.first { joined.starts(with: $0) }.map { $0 != Array(first.utf8) } ?? false
    }

    /// Longest first, so that the first match is the right one.
    private static let operators: [[UInt8]] = [
        "**=", "//=", ">>=", "<<=", "...", "!=", "->", ":=", "==", "<=", ">=", "**", "//", "<<", ">>", "+=", "-=", "*=",
        "/=", "%=", "&=", "|=", "^=", "@=", "(", ")", "[", "]", "{", "}", ",", ":", ".", ";", "@", "=", "+", "-", "*",
        "/", "|", "&", "<", ">", "%", "~", "^",
    ].map { Array($0.utf8) }

    func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

    func isNameStart(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "_") || (byte | 0x20) >= UInt8(ascii: "a") && (byte | 0x20) <= UInt8(ascii: "z")
            || byte >= 0x80
    }

    func isNamePart(_ byte: UInt8) -> Bool { isNameStart(byte) || isDigit(byte) }

    private mutating func lexName() {
        let start = position
        while let byte = peek(0), isNamePart(byte) { position += 1 }
        let span = Span(start, position)
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        if let quote = peek(0), quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"),
            Lexer.stringPrefixes.contains(text.lowercased())
        {
            lexString(prefixStart: start)
            return
        }
        if let bad = text.unicodeScalars.firstIndex(where: { !isIdentifierScalar($0) }) {
            let offset = start + text.utf8.distance(from: text.startIndex, to: bad)
            reportCharacter(text.unicodeScalars[bad], at: Span(offset, offset + text.unicodeScalars[bad].utf8.count))
        }
        tokens.append(Token(pythonKeywords.contains(text) ? .keyword : .name, span, text))
    }

    private mutating func reportCharacter(_ scalar: Unicode.Scalar, at span: Span) {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        let code = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        let (explanation, help) =
            switch scalar {
            case "\u{201C}", "\u{201D}", "\u{201E}", "\u{2018}", "\u{2019}", "\u{AB}", "\u{BB}":
                ("It is a typographic quote, and Python knows the straight ones only.", "Write \" or ' in its place.")
            case _ where scalar.properties.isWhitespace:
                (
                    "It looks like a space and is none of those that Python knows.",
                    "Type an ordinary space in its place."
                )
            case "\u{2013}", "\u{2014}", "\u{2212}":
                ("It looks like a minus sign and is none that Python knows.", "Write '-' in its place.")
            default:
                ("A name is made of letters, digits and underscores.", "Remove the character, or put it into a string.")
            }
        report(
            "E0105", "the character \(code) cannot stand here", at: span, explanation: explanation, help: help)
    }

    private func isIdentifierScalar(_ scalar: UnicodeScalar) -> Bool {
        scalar.isASCII || scalar.properties.isXIDContinue
    }

    private mutating func lexOperator() {
        for op in Lexer.operators where bytes[position...].starts(with: op) {
            let span = Span(position, position + op.count)
            trackBracket(op[0], at: span)
            position += op.count
            tokens.append(Token(.op, span, String(decoding: op, as: UTF8.self)))
            return
        }
        let start = position
        position += 1
        let byte = bytes[start]
        let shown = byte >= 0x21 && byte < 0x7F ? "'\(UnicodeScalar(byte))'" : "0x" + String(byte, radix: 16)
        report(
            "E0105", "the character \(shown) cannot stand here", at: Span(start, position),
            explanation: byte < 0x20
                ? "A scenario is plain text in UTF-8." : "Python gives it no meaning outside a string.",
            help: byte == UInt8(ascii: "!")
                ? "Write 'not' for a negation, '!=' for 'is not equal to'."
                : "Remove it, or put it into a string.")
    }

    private mutating func trackBracket(_ byte: UInt8, at span: Span) {
        if Lexer.closingBrackets[byte] != nil {
            brackets.append(OpenBracket(byte: byte, offset: span.start, indent: lineIndent))
            return
        }
        guard Lexer.closingBrackets.values.contains(byte) else { return }
        let shown = UnicodeScalar(byte)
        guard let open = brackets.popLast() else {
            report(
                "E0106", "'\(shown)' closes nothing", at: span,
                help: "Remove it, or write the bracket that it should close.")
            return
        }
        if Lexer.closingBrackets[open.byte] != byte {
            report(
                "E0106", "'\(shown)' does not match '\(UnicodeScalar(open.byte))'", at: span,
                help: "Close '\(UnicodeScalar(open.byte))' first.",
                related: [RelatedPlace(Span(open.offset, open.offset + 1), "opened here")])
        }
    }
}
