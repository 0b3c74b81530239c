import Diagnostics

// Statements that own blocks.
extension Parser {
    /// Reads a compound statement, or returns nil where the line starts none.
    mutating func parseCompound() throws(Unreadable) -> Statement? {
        let start = current.span.start
        let kind: Statement.Kind
        if current.isOp("@") {
            kind = try parseDecorated()
        } else {
            guard current.kind == .keyword else { return nil }
            switch current.text {
            case "if": kind = try parseIf()
            case "while": kind = try parseWhile()
            case "for": kind = try parseFor()
            case "def": kind = try parseFunction(decorators: [], isAsync: false)
            case "class": kind = try parseClass(decorators: [])
            case "try": kind = try parseTry()
            case "with": kind = try parseWith()
            case "async":
                advance()
                guard current.isKeyword("def") else {
                    throw failAtAsync(Span(start, previousEnd))
                }
                kind = try parseFunction(decorators: [], isAsync: true)
            case "else", "elif", "except", "finally":
                throw fail(
                    "E0214", "'\(current.text)' belongs to no block above it", at: current.span,
                    help: "Indent it like the 'if', loop or 'try' that it belongs to.")
            default: return nil
            }
        }
        return Statement(kind, Span(start, endOfCode()))
    }

    mutating func failAtAsync(_ span: Span) -> Unreadable {
        fail(
            "E0401", "'async' is outside the language of scenarios", at: span,
            explanation: "Coroutines need an event loop, and the model has none.",
            help: "Write a function or a generator without 'async'.")
    }

    /// The end of the last token that is not layout.
    private func endOfCode() -> Int {
        var last = index - 1
        while last > 0, [.newline, .dedent, .indent].contains(tokens[last].kind) { last -= 1 }
        return last >= 0 ? tokens[last].span.end : 0
    }

    /// The block after a colon: indented lines, or simple statements on the same line.
    mutating func parseBody(of owner: String, ownerSpan: Span) throws(Unreadable) -> [Statement] {
        guard takeOp(":") else {
            throw fail(
                "E0215", "expected ':' after \(owner), found \(describe(current))", at: place(current),
                help: colonHelp(owner))
        }
        if current.kind != .newline, current.kind != .end {
            try refuseCompound(after: owner)
            return parseStatement()
        }
        if current.kind == .newline { advance() }
        guard current.kind == .indent else {
            throw fail(
                "E0216", "expected an indented block after \(owner)", at: ownerSpan,
                help: "Indent the lines that belong to it by four spaces, or write 'pass' where there are none.")
        }
        advance()
        return try nested { (parser) throws(Unreadable) in parser.parseBlockStatements() }
    }

    /// Behind a colon stand simple statements alone (Grammar/python.gram, block).
    private mutating func refuseCompound(after owner: String) throws(Unreadable) {
        let words = ["if", "while", "for", "def", "class", "try", "with", "async"]
        guard current.isOp("@") || current.kind == .keyword && words.contains(current.text) else { return }
        throw fail(
            "E0211", "'\(current.text)' cannot stand on the line of another block", at: current.span,
            explanation: "CPython says: invalid syntax.", help: "Move it to the next line and indent it.")
    }

    /// What to write where a line that opens a block has no colon.
    func colonHelp(_ owner: String) -> String {
        if owner == "'else'", current.isKeyword("if") { return "Write 'elif' in place of 'else if'." }
        if current.isOp("{") {
            return "Write ':' in place of '{', and no '}': the indentation says where the block ends."
        }
        return "Write ':' at the end of this line; the block below it is indented."
    }

    private mutating func parseBlockStatements() -> [Statement] {
        var statements: [Statement] = []
        while current.kind != .dedent, current.kind != .end {
            if current.kind == .indent {
                reportUnexpectedIndent()
                continue
            }
            statements.append(contentsOf: parseStatement())
        }
        if current.kind == .dedent { advance() }
        return statements
    }

    mutating func reportUnexpectedIndent() {
        let span = peek().span
        record(
            "E0217", "this line is indented, and nothing above it opens a block", at: span,
            explanation: "CPython says: unexpected indent.", help: "Indent it like the line above.")
        skipBlock()
    }

    private mutating func parseIf() throws(Unreadable) -> Statement.Kind {
        var branches: [Branch] = []
        repeat {
            let keyword = advance()
            let condition = try parseCondition(of: keyword)
            branches.append(
                Branch(condition: condition, body: try parseBody(of: "the condition", ownerSpan: keyword.span)))
        } while current.isKeyword("elif")
        return .ifElse(branches: branches, otherwise: try parseElse())
    }

    private mutating func parseCondition(of keyword: Token) throws(Unreadable) -> Expression {
        let condition = try parseNamedExpression()
        if current.isOp("=") {
            throw fail(
                "E0213", "'=' cannot stand in a condition", at: current.span,
                explanation: "'=' binds a name; it is no question.", help: "To compare two values, write '=='.")
        }
        return condition
    }

    private mutating func parseElse() throws(Unreadable) -> [Statement]? {
        guard current.isKeyword("else") else { return nil }
        let keyword = advance()
        return try parseBody(of: "'else'", ownerSpan: keyword.span)
    }

    private mutating func parseWhile() throws(Unreadable) -> Statement.Kind {
        let keyword = advance()
        let condition = try parseCondition(of: keyword)
        let body = try parseBody(of: "the condition", ownerSpan: keyword.span)
        return .whileLoop(condition, body: body, otherwise: try parseElse())
    }

    private mutating func parseFor() throws(Unreadable) -> Statement.Kind {
        let keyword = advance()
        let target = try parseTargetList()
        try checkTarget(target, .loop)
        guard takeKeyword("in") else {
            throw fail(
                "E0209", "expected 'in', found \(describe(current))", at: place(current),
                help: "A loop is written: for NAME in VALUES:")
        }
        let iterable = try parseExpressionList()
        let body = try parseBody(of: "the loop's values", ownerSpan: keyword.span)
        return .forLoop(target: target, iterable: iterable, body: body, otherwise: try parseElse())
    }

    private mutating func parseDecorated() throws(Unreadable) -> Statement.Kind {
        var decorators: [Expression] = []
        while takeOp("@") {
            decorators.append(try parseNamedExpression())
            guard current.kind == .newline else {
                throw fail(
                    "E0211", "expected the end of the line, found \(describe(current))", at: current.span,
                    help: "A decorator stands on a line of its own.")
            }
            advance()
        }
        if current.isKeyword("class") { return try parseClass(decorators: decorators) }
        if current.isKeyword("def") { return try parseFunction(decorators: decorators, isAsync: false) }
        throw fail(
            "E0218", "a decorator stands above a function or a class, found \(describe(current))", at: place(current),
            help: "Put 'def' or 'class' directly below it, or remove the decorator.")
    }

    private mutating func parseFunction(decorators: [Expression], isAsync: Bool) throws(Unreadable) -> Statement.Kind {
        let keyword = advance()
        let name = try expectName("the name of a function")
        let open = current.span
        try expectOp("(", "after the function's name")
        let parameters = try parseParameters(until: ")", annotated: true)
        try closeBracket(")", open)
        let returns = takeOp("->") ? try parseExpression() : nil
        let body = try parseBody(of: "the function's parameters", ownerSpan: keyword.span.union(name.span))
        return .function(
            FunctionDefinition(
                name: name.name, boundName: mangled(name.name), nameSpan: name.span, parameters: parameters,
                decorators: decorators, returns: returns, body: body, isAsync: isAsync))
    }

    private mutating func parseClass(decorators: [Expression]) throws(Unreadable) -> Statement.Kind {
        let keyword = advance()
        let name = try expectName("the name of a class")
        let arguments = current.isOp("(") ? try parseArguments() : []
        let outer = privateClass
        privateClass = name.name
        let body: [Statement]
        do {
            defer { privateClass = outer }
            body = try parseBody(of: "the class's name", ownerSpan: keyword.span.union(name.span))
        }
        return .classDefinition(
            ClassDefinition(
                name: name.name, boundName: mangled(name.name), nameSpan: name.span, arguments: arguments,
                decorators: decorators, body: body))
    }

    private mutating func parseTry() throws(Unreadable) -> Statement.Kind {
        let keyword = advance()
        let body = try parseBody(of: "'try'", ownerSpan: keyword.span)
        var handlers: [ExceptHandler] = []
        while current.isKeyword("except") { handlers.append(try parseHandler()) }
        let otherwise = handlers.isEmpty ? nil : try parseElse()
        var finally: [Statement]?
        if current.isKeyword("finally") {
            let token = advance()
            finally = try parseBody(of: "'finally'", ownerSpan: token.span)
        }
        if handlers.isEmpty, finally == nil {
            throw fail(
                "E0219", "this 'try' has neither 'except' nor 'finally'", at: keyword.span,
                help: "Say what to do on an exception: except TypeError:")
        }
        return .tryBlock(body: body, handlers: handlers, otherwise: otherwise, finally: finally)
    }

    private mutating func parseHandler() throws(Unreadable) -> ExceptHandler {
        let keyword = advance()
        if current.isOp("*") {
            throw fail(
                "E0401", "'except*' is not supported yet", at: current.span,
                help: "Catch single exceptions with 'except'; groups of them are not modelled.")
        }
        let type = startsExpression(current) ? try parseExpressionList() : nil
        let name = takeKeyword("as") ? try expectIdentifier("a name for the exception").name : nil
        let body = try parseBody(of: "'except'", ownerSpan: keyword.span)
        return ExceptHandler(type: type, name: name, body: body, span: keyword.span)
    }

    /// Whether a bracket stands around several context managers or around one with a name: its end is followed by the
    /// colon of the statement.
    private func startsBracketedItems() -> Bool {
        guard current.isOp("(") else { return false }
        var open = 0
        var isList = false
        for place in index..<tokens.count {
            let token = tokens[place]
            if token.isOp("(") || token.isOp("[") || token.isOp("{") { open += 1 }
            if token.isOp(")") || token.isOp("]") || token.isOp("}") { open -= 1 }
            if open == 1, token.isKeyword("as") || token.isOp(",") { isList = true }
            if open == 0 { return isList && tokens[min(place + 1, tokens.count - 1)].isOp(":") }
            if token.kind == .newline || token.kind == .end { return false }
        }
        return false
    }

    private mutating func parseWith() throws(Unreadable) -> Statement.Kind {
        let keyword = advance()
        let isBracketed = startsBracketedItems()
        if isBracketed { advance() }
        var items: [WithItem] = []
        repeat {
            if isBracketed, current.isOp(")") { break }
            let context = try parseExpression()
            var target: Expression?
            if takeKeyword("as") {
                let list = try parsePrimary()
                try checkTarget(list, .assign)
                target = list
            }
            items.append(WithItem(context: context, target: target, isBracketed: isBracketed))
        } while takeOp(",")
        if isBracketed { try expectOp(")", "after the context managers") }
        return .with(items, body: try parseBody(of: "the context", ownerSpan: keyword.span))
    }
}
