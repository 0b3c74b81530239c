import Diagnostics

// Statements of C: declarations, expressions, blocks between braces.
extension Parser {
    private static let typeWords: Set<String> = ["char", "short", "int", "long", "signed", "unsigned", "void"]

    /// Constructs that the model does not know, by the word that starts them.
    private static let unknownConstructs: [String: String] = [
        "if": "an 'if'", "else": "an 'else'", "for": "a 'for' loop", "while": "a 'while' loop", "do": "a 'do' loop",
        "switch": "a 'switch'", "case": "a 'case'", "default": "a 'default'", "goto": "a 'goto'",
        "return": "a 'return'", "break": "a 'break'", "continue": "a 'continue'", "struct": "a structure",
        "union": "a union", "enum": "an enumeration", "typedef": "a type definition",
        "static": "the storage class 'static'", "extern": "the storage class 'extern'",
        "auto": "the storage class 'auto'", "register": "the storage class 'register'",
        "inline": "an inline function", "const": "the qualifier 'const'", "volatile": "the qualifier 'volatile'",
        "restrict": "the qualifier 'restrict'", "float": "the type 'float'", "double": "the type 'double'",
        "bool": "the type 'bool'", "_Bool": "the type '_Bool'",
    ]

    func startsCType(_ token: Token) -> Bool { token.kind == .keyword && Parser.typeWords.contains(token.text) }

    /// A word of C that starts what the model does not know.
    mutating func refuseUnknownC() throws(Unreadable) {
        guard current.kind == .keyword, let name = Parser.unknownConstructs[current.text] else { return }
        throw fail(
            "E1003", "\(name) is not supported in a C scenario", at: current.span,
            explanation: "A C compiler would take it; this version of heapbook does not know it, and never guesses.",
            help: "What it knows: declarations of integers, arrays and pointers, assignments, arithmetic, & and *, "
                + "sizeof, malloc, calloc, free, and blocks between braces.")
    }

    mutating func failAtC(_ wanted: String, help: String = "") -> Unreadable {
        fail("E1004", "\(wanted), found \(describe(current))", at: place(current), help: help)
    }

    /// Line ends and indentation mean nothing inside a statement.
    mutating func skipCLayout() {
        while current.kind == .newline || current.kind == .indent { advance() }
    }

    /// After a statement that cannot be read: past its semicolon, its braces, or to the end of the block. The semicolons
    /// between the parentheses of a loop end nothing.
    mutating func skipCStatement() {
        var braces = 0
        var parentheses = 0
        while current.kind != .end, current.kind != .dedent {
            if braces == 0, current.isOp("}") { return }
            let token = advance()
            if token.isOp("{") { braces += 1 }
            if token.isOp("}") { braces -= 1 }
            if token.isOp("(") { parentheses += 1 }
            if token.isOp(")") { parentheses -= 1 }
            if token.isOp(";"), parentheses > 0 { continue }
            if braces <= 0, token.isOp(";") || token.isOp("}") || token.kind == .newline { break }
        }
        if current.kind == .newline { advance() }
    }

    mutating func parseCStatement() throws(Unreadable) -> CStatement {
        let start = current.span.start
        let kind = try parseCStatementKind()
        let span = Span(start, previousEnd)
        if current.kind == .newline { advance() }
        return CStatement(kind: kind, span: span)
    }

    private mutating func parseCStatementKind() throws(Unreadable) -> CStatement.Kind {
        try refuseUnknownC()
        if takeOp(";") { return .empty }
        if current.isOp("{") { return .block(try nested { parser throws(Unreadable) in try parser.parseCBlock() }) }
        if current.isOp("}") {
            throw fail("E1004", "'}' closes nothing", at: current.span, help: "Leave it out.")
        }
        if startsCType(current) { return .declaration(try parseCDeclaration()) }
        let expression = try parseCExpression()
        try endCStatement()
        return .expression(expression)
    }

    private mutating func endCStatement() throws(Unreadable) {
        if takeOp(";") { return }
        throw fail(
            "E1005", "expected ';' at the end of the statement, found \(describe(current))",
            at: Span(previousEnd, previousEnd), help: "Write ';' here.")
    }

    private mutating func parseCBlock() throws(Unreadable) -> [CStatement] {
        let open = advance()
        var statements: [CStatement] = []
        while true {
            skipCLayout()
            if takeOp("}") { return statements }
            if current.kind == .end || current.kind == .dedent {
                throw fail("E0104", "'{' is never closed", at: open.span, help: "Write the matching '}'.")
            }
            if current.kind == .name, ["expect", "note", "focus", "show"].contains(current.text), !peek().isOp("="),
                !peek().isOp("(")
            {
                record(
                    "E0235", "'\(current.text)' cannot stand here", at: current.span,
                    explanation: "It is a directive, and directives stand directly in a step, not inside braces.",
                    help: "Move it behind the closing brace.")
                skipStatement()
                continue
            }
            let start = index
            do throws(Unreadable) {
                statements.append(try parseCStatement())
            } catch {
                if index == start { advance() }
                skipCStatement()
            }
        }
    }

    // MARK: - Declarations

    /// The words of a type: `unsigned long`.
    mutating func parseCTypeWords() throws(Unreadable) -> (words: [String], span: Span) {
        let start = current.span
        var words: [String] = []
        while current.kind == .keyword {
            try refuseUnknownC()
            guard Parser.typeWords.contains(current.text) else { break }
            words.append(advance().text)
        }
        return (words, Span(start.start, previousEnd))
    }

    private mutating func parseCDeclaration() throws(Unreadable) -> [CDeclarator] {
        let type = try parseCTypeWords()
        var declarators: [CDeclarator] = []
        repeat { declarators.append(try parseCDeclarator(type)) } while takeOp(",")
        try endCStatement()
        return declarators
    }

    private mutating func parseCDeclarator(
        _ words: (words: [String], span: Span)
    ) throws(Unreadable) -> CDeclarator {
        let start = current.span.start
        var stars = 0
        while takeOp("*") { stars += 1 }
        try refuseUnknownC()
        if current.isOp("(") {
            throw fail(
                "E1003", "a pointer to an array or a function is not supported in a C scenario", at: current.span)
        }
        guard current.kind == .name else {
            throw failAtC("expected the name of a variable", help: "Write: int a = 5;")
        }
        let name = advance()
        if current.isOp("(") {
            throw fail(
                "E1003", "a function is not supported in a C scenario", at: name.span,
                help: "Write its statements into the steps: a scenario is the body of 'main'.")
        }
        let sizes = try parseCSizes()
        let type = CTypeName(words: words.words, stars: stars, sizes: sizes, span: words.span)
        var initializer: CDeclarator.Initializer?
        if takeOp("=") { initializer = try parseCInitializer() }
        return CDeclarator(
            name: name.text, nameSpan: name.span, type: type, initializer: initializer,
            span: Span(start, previousEnd))
    }

    mutating func parseCSizes() throws(Unreadable) -> [CExpression?] {
        var sizes: [CExpression?] = []
        while takeOp("[") {
            if takeOp("]") {
                sizes.append(nil)
            } else {
                sizes.append(try parseCAssignment())
                try expectOp("]", "after the size of the array")
            }
        }
        return sizes
    }

    private mutating func parseCInitializer() throws(Unreadable) -> CDeclarator.Initializer {
        skipCLayout()
        guard current.isOp("{") else { return .value(try parseCAssignment()) }
        let start = advance().span.start
        var values: [CExpression] = []
        repeat {
            skipCLayout()
            if current.isOp("}") { break }
            if current.isOp("{") || current.isOp(".") || current.isOp("[") {
                throw fail(
                    "E1003", "this form of an initialiser is not supported in a C scenario", at: current.span,
                    help: "Write the elements one after another: {1, 2, 3}")
            }
            values.append(try parseCAssignment())
            skipCLayout()
        } while takeOp(",")
        guard takeOp("}") else { throw failAtC("expected '}' at the end of the initialiser") }
        return .list(values, span: Span(start, previousEnd))
    }
}
