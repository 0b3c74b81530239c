import Diagnostics

/// Turns a scenario with C in its blocks into tokens: C's words, and the words of layout that the header, the blocks and
/// the directives need.
///
/// A line at the left margin closes the block above it, unless a brace of C is open; other indentation means nothing.
struct CLexer {
    private let file: SourceFile
    private var position = 0
    private var tokens: [Token] = []
    private var comments: [Span] = []
    private var diagnostics: [Diagnostic] = []
    private var isIndented = false
    private var openBraces = 0
    /// Whether the file has blocks; without them nothing is indented.
    private let hasBlocks: Bool

    init(_ file: SourceFile) {
        self.file = file
        hasBlocks = file.lineStarts.contains { Self.startsBlock(file, at: $0) }
    }

    /// C11's reserved words (6.4.1), and those that compilers and readers take for such.
    static let keywords: Set<String> = [
        "auto", "break", "case", "char", "const", "continue", "default", "do", "double", "else", "enum", "extern",
        "float", "for", "goto", "if", "inline", "int", "long", "register", "restrict", "return", "short", "signed",
        "sizeof", "static", "struct", "switch", "typedef", "union", "unsigned", "void", "volatile", "while", "bool",
        "_Bool",
    ]

    /// Longest first.
    private static let operators: [[UInt8]] = [
        "<<=", ">>=", "...", "->", "++", "--", "<<", ">>", "<=", ">=", "==", "!=", "&&", "||", "*=", "/=", "%=", "+=",
        "-=", "&=", "^=", "|=", "(", ")", "[", "]", "{", "}", ",", ":", ".", ";", "=", "+", "-", "*", "/", "|", "&",
        "<",
        ">", "%", "~", "^", "!", "?",
    ].map { Array($0.utf8) }

    mutating func lex() -> (stream: TokenStream, diagnostics: [Diagnostic]) {
        if file.bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
        startLine()
        while position < file.bytes.count { lexOne() }
        let end = Span(position, position)
        if let last = tokens.last, last.kind != .newline, last.kind != .dedent { tokens.append(Token(.newline, end)) }
        if isIndented { tokens.append(Token(.dedent, end)) }
        tokens.append(Token(.end, end))
        return (TokenStream(tokens: tokens, comments: comments), diagnostics)
    }

    private func byte(_ distance: Int = 0) -> UInt8? {
        position + distance < file.bytes.count ? file.bytes[position + distance] : nil
    }

    private mutating func report(_ code: String, _ title: String, _ span: Span, _ why: String, _ help: String) {
        diagnostics.append(Diagnostic(code, title, in: file, at: span, explanation: why, help: help))
    }

    private mutating func lexOne() {
        let current = file.bytes[position]
        switch current {
        case UInt8(ascii: " "), UInt8(ascii: "\t"), 0x0B, 0x0C: position += 1
        case UInt8(ascii: "\n"), UInt8(ascii: "\r"): endLine()
        case UInt8(ascii: "#"): lexNumberSign()
        case UInt8(ascii: "/") where byte(1) == UInt8(ascii: "/"): skipLineComment()
        case UInt8(ascii: "/") where byte(1) == UInt8(ascii: "*"): skipBlockComment()
        case UInt8(ascii: "\""): lexString()
        case UInt8(ascii: "'"): lexCharacter()
        case UInt8(ascii: "0")...UInt8(ascii: "9"): lexNumber()
        case UInt8(ascii: ".") where byte(1).map(Self.isDigit) == true: lexNumber()
        default: if Self.isNameStart(current) { lexName() } else { lexOperator() }
        }
    }

    // MARK: - Lines

    private mutating func endLine() {
        let start = position
        if file.bytes[position] == UInt8(ascii: "\r"), byte(1) == UInt8(ascii: "\n") { position += 1 }
        position += 1
        if let last = tokens.last, last.kind != .newline, last.kind != .indent, last.kind != .dedent {
            tokens.append(Token(.newline, Span(start, position)))
        }
        startLine()
    }

    private mutating func startLine() {
        let start = position
        while let next = byte(), next == UInt8(ascii: " ") || next == UInt8(ascii: "\t") { position += 1 }
        guard hasBlocks, let next = byte(), next != UInt8(ascii: "\n"), next != UInt8(ascii: "\r"),
            next != UInt8(ascii: "#")
        else { return }
        if position > start {
            if !isIndented { tokens.append(Token(.indent, Span(start, position))) }
            isIndented = true
        } else if isIndented, openBraces == 0 || Self.startsBlock(file, at: start) {
            openBraces = 0
            isIndented = false
            tokens.append(Token(.dedent, Span(start, start)))
        }
    }

    /// Whether a line at the left margin opens a block.
    private static func startsBlock(_ file: SourceFile, at start: Int) -> Bool {
        var end = start
        while end < file.bytes.count, isNamePart(file.bytes[end]) { end += 1 }
        let word = file.text(Span(start, end))
        guard ["step", "race", "setup", "exit"].contains(word) else { return false }
        while end < file.bytes.count, file.bytes[end] == UInt8(ascii: " ") { end += 1 }
        guard end < file.bytes.count else { return false }
        return file.bytes[end] == UInt8(ascii: ":") || file.bytes[end] == UInt8(ascii: "\"")
            || file.bytes[end] == UInt8(ascii: "'")
    }

    // MARK: - Comments

    private static let directives: Set<String> = [
        "include", "define", "undef", "if", "ifdef", "ifndef", "elif", "else", "endif", "error", "pragma", "line",
    ]

    /// `#` starts a comment of the scenario; a line of C's preprocessor is refused and not taken for one.
    private mutating func lexNumberSign() {
        let start = position
        while let next = byte(), next != UInt8(ascii: "\n"), next != UInt8(ascii: "\r") { position += 1 }
        let span = Span(start, position)
        let word = file.text(span).dropFirst().drop { $0 == " " }.prefix { $0.isLetter }
        if Self.directives.contains(String(word)), file.bytes[start + 1] != UInt8(ascii: " ") {
            report(
                "E1001", "'#\(word)' is a line of C's preprocessor, and is not supported", span,
                "In a scenario '#' starts a comment; malloc, calloc, free and NULL are known without a header.",
                "Leave the line out, or write '# \(word)' where a comment is meant.")
        } else {
            comments.append(span)
        }
    }

    private mutating func skipLineComment() {
        let start = position
        while let next = byte(), next != UInt8(ascii: "\n"), next != UInt8(ascii: "\r") { position += 1 }
        comments.append(Span(start, position))
    }

    private mutating func skipBlockComment() {
        let start = position
        position += 2
        while let next = byte(), !(next == UInt8(ascii: "*") && byte(1) == UInt8(ascii: "/")) {
            position += 1
        }
        guard byte() != nil else {
            report("E1002", "this comment is never closed", Span(start, start + 2), "", "Write '*/' at its end.")
            return
        }
        position += 2
        comments.append(Span(start, position))
    }

    // MARK: - Words

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

    private static func isNameStart(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "_") || (byte | 0x20) >= UInt8(ascii: "a") && (byte | 0x20) <= UInt8(ascii: "z")
    }

    private static func isNamePart(_ byte: UInt8) -> Bool { isNameStart(byte) || isDigit(byte) }

    private mutating func lexName() {
        let start = position
        while let next = byte(), Self.isNamePart(next) { position += 1 }
        let span = Span(start, position)
        let text = file.text(span)
        tokens.append(Token(Self.keywords.contains(text) ? .keyword : .name, span, text))
    }

    private mutating func lexNumber() {
        let start = position
        var isFloat = false
        while let next = byte(), Self.isNamePart(next) || next == UInt8(ascii: ".") {
            if next == UInt8(ascii: ".") { isFloat = true }
            position += 1
        }
        let span = Span(start, position)
        tokens.append(Token(isFloat ? .float : .integer, span, file.text(span)))
    }

    private mutating func lexString() {
        var lexer = Lexer(file)
        lexer.position = position
        lexer.lexString(prefixStart: position)
        tokens += lexer.tokens
        diagnostics += lexer.diagnostics
        position = max(lexer.position, position + 1)
    }

    /// A character constant; its text is kept as written.
    private mutating func lexCharacter() {
        let start = position
        position += 1
        while let next = byte(), next != UInt8(ascii: "'"), next != UInt8(ascii: "\n"), next != UInt8(ascii: "\r") {
            position += next == UInt8(ascii: "\\") && byte(1) != nil ? 2 : 1
        }
        guard byte() == UInt8(ascii: "'") else {
            report(
                "E1002", "this character constant is never closed", Span(start, position), "",
                "Write one character between single quotes, such as 'A'.")
            return
        }
        position += 1
        let span = Span(start, position)
        tokens.append(Token(.integer, span, file.text(span)))
    }

    private mutating func lexOperator() {
        for op in Self.operators where file.bytes[position...].starts(with: op) {
            if op == [UInt8(ascii: "{")] { openBraces += 1 }
            if op == [UInt8(ascii: "}")] { openBraces = max(0, openBraces - 1) }
            tokens.append(
                Token(.op, Span(position, position + op.count), String(decoding: op, as: UTF8.self)))
            position += op.count
            return
        }
        let start = position
        repeat { position += 1 } while byte().map { $0 & 0xC0 == 0x80 } == true
        let span = Span(start, position)
        report(
            "E0105", "the character '\(file.text(span))' cannot stand here", span,
            "C gives it no meaning outside a string.", "Remove it.")
    }
}
