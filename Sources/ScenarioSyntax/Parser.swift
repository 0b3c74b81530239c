import Diagnostics

/// Thrown to leave a statement that cannot be read; its diagnostic is already recorded.
struct Unreadable: Error {}

/// Recursive descent over the tokens. This file holds what all parts share.
struct Parser {
    let file: SourceFile
    let tokens: [Token]
    /// How the bodies of blocks are written.
    let front: any BodyFront
    var index = 0
    var diagnostics: [Diagnostic] = []
    /// How deep expressions and blocks are nested at the moment.
    var depth = 0
    /// Whether the file has no blocks, and so no directives.
    var isPlain = false
    /// The class whose body is being read, for names that are private to it.
    var privateClass: String?

    /// CPython's own limit for nested brackets (Parser/tokenizer.h, MAXLEVEL); blocks nest to 100 there (MAXINDENT).
    static let deepestNesting = 200
    static let longestChain = 500

    init(_ file: SourceFile, _ tokens: [Token], front: any BodyFront = PythonFront()) {
        self.file = file
        self.tokens = tokens
        self.front = front
    }

    var current: Token { tokens[min(index, tokens.count - 1)] }

    func peek(_ distance: Int = 1) -> Token { tokens[min(index + distance, tokens.count - 1)] }

    var previousEnd: Int { index > 0 ? tokens[index - 1].span.end : 0 }

    @discardableResult
    mutating func advance() -> Token {
        let token = current
        if index < tokens.count - 1 { index += 1 }
        return token
    }

    mutating func takeOp(_ text: String) -> Bool {
        guard current.isOp(text) else { return false }
        advance()
        return true
    }

    mutating func takeKeyword(_ text: String) -> Bool {
        guard current.isKeyword(text) else { return false }
        advance()
        return true
    }

    mutating func record(
        _ code: String, _ title: String, at span: Span, explanation: String = "", help: String = "",
        related: [RelatedPlace] = []
    ) {
        diagnostics.note(
            Diagnostic(code, title, in: file, at: span, explanation: explanation, help: help, related: related))
    }

    /// Records a diagnostic and returns the error that leaves the statement.
    mutating func fail(
        _ code: String, _ title: String, at span: Span, explanation: String = "", help: String = "",
        related: [RelatedPlace] = []
    ) -> Unreadable {
        record(code, title, at: span, explanation: explanation, help: help, related: related)
        return Unreadable()
    }

    /// How a token is named in a message.
    func describe(_ token: Token) -> String {
        switch token.kind {
        case .newline: "the end of the line"
        case .indent: "an indented line"
        case .dedent: "the end of the block"
        case .end: "the end of the file"
        case .string: "a string"
        default: "'\(token.text)'"
        }
    }

    /// The place of a token; for the end of a line the place just after what stands there.
    func place(_ token: Token) -> Span {
        switch token.kind {
        case .newline, .end, .dedent, .indent: Span(previousEnd, previousEnd)
        default: token.span
        }
    }

    mutating func expectOp(_ text: String, _ purpose: String) throws(Unreadable) {
        guard !takeOp(text) else { return }
        throw fail(
            "E0201", "expected '\(text)' \(purpose), found \(describe(current))", at: place(current),
            help: "Write '\(text)' here.")
    }

    mutating func expectName(_ purpose: String) throws(Unreadable) -> NamedPlace {
        let token = current
        if token.kind == .name {
            advance()
            return NamedPlace(name: token.text, span: token.span)
        }
        if token.kind == .keyword {
            throw fail(
                "E0202", "'\(token.text)' is a word of the language and cannot be \(purpose)", at: token.span,
                help: "Choose another name, such as '\(token.text)_'.")
        }
        let isWord = index > 0 && tokens[index - 1].kind == .keyword
        throw fail(
            "E0202", "expected \(purpose), found \(describe(token))", at: place(token),
            help: isWord && token.isOp("=")
                ? "'\(tokens[index - 1].text)' is a word of the language; choose another name, such as"
                    + " '\(tokens[index - 1].text)_'."
                : "A name is made of letters, digits and '_', and does not start with a digit.")
    }

    /// A name that the program binds or uses; private ones are mangled.
    mutating func expectIdentifier(_ purpose: String) throws(Unreadable) -> NamedPlace {
        let place = try expectName(purpose)
        return NamedPlace(name: mangled(place.name), span: place.span)
    }

    /// A name as the innermost class around it knows it.
    func mangled(_ name: String) -> String {
        privateClass.map { PrivateNames.mangled(name, in: $0) } ?? name
    }

    /// Runs a nested piece of parsing, refusing to go deeper than CPython does.
    mutating func nested<Result>(
        _ body: (inout Parser) throws(Unreadable) -> Result
    ) throws(Unreadable) -> Result {
        depth += 1
        defer { depth -= 1 }
        if depth > Parser.deepestNesting {
            throw fail(
                "E0203", "this is nested too deeply", at: place(current),
                explanation: "More than \(Parser.deepestNesting) levels. CPython says: too many nested parentheses.",
                help: "Give a part of it a name of its own.")
        }
        return try body(&self)
    }

    /// Skips to the start of the next statement: past the end of this line and, where one follows, past its block.
    mutating func skipStatement() {
        while current.kind != .newline, current.kind != .end, current.kind != .indent, current.kind != .dedent {
            advance()
        }
        if current.kind == .newline { advance() }
        skipBlock()
    }

    mutating func skipBlock() {
        guard current.kind == .indent else { return }
        var open = 0
        repeat {
            if current.kind == .indent { open += 1 }
            if current.kind == .dedent { open -= 1 }
            if current.kind == .end { return }
            advance()
        } while open > 0
    }
}
