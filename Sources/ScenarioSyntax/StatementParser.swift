import Diagnostics

// Simple statements, one or several on a line.
extension Parser {
    /// Reads the statements of one logical line, or one compound statement with its blocks.
    mutating func parseStatement() -> [Statement] {
        let start = current.span.start
        do throws(Unreadable) {
            if let compound = try parseCompound() { return [compound] }
            return try parseSimpleLine()
        } catch {
            skipStatement()
            return [Statement(.missing, Span(start, previousEnd))]
        }
    }

    private mutating func parseSimpleLine() throws(Unreadable) -> [Statement] {
        var statements = [try parseSimple()]
        while takeOp(";") {
            if current.kind == .newline || current.kind == .end { break }
            statements.append(try parseSimple())
        }
        try endLine(after: statements)
        return statements
    }

    private mutating func endLine(after statements: [Statement]) throws(Unreadable) {
        if current.kind == .newline {
            advance()
            return
        }
        if current.kind == .end || current.kind == .dedent { return }
        if let last = statements.last, case .expression(let expression) = last.kind,
            case .name(let word) = expression.kind
        {
            if Parser.directiveWords.contains(word) || word == "step" { throw failAtDirective(word, last.span) }
            if word == "match" || word == "type" {
                throw fail(
                    "E0401", "the statement '\(word)' is not supported yet", at: last.span,
                    explanation: "CPython would run it; this version of heapbook does not know it, and never guesses.",
                    help: word == "match" ? "Write it with 'if' and 'elif'." : "Leave it out.")
            }
            throw fail(
                "E0211", "'\(word)' and \(describe(current)) do not make a statement",
                at: last.span.union(current.span),
                explanation: explainStrayWord(word), help: suggestForStrayWord(word))
        }
        throw fail(
            "E0211", "expected the end of the statement, found \(describe(current))", at: current.span,
            help: "Put a second statement on a line of its own.")
    }

    private mutating func failAtDirective(_ word: String, _ span: Span) -> Unreadable {
        let isAtMargin = span.start == file.lineSpan(file.line(at: span.start)).start
        if word == "step" {
            if isAtMargin {
                return fail(
                    "E0223", "the step's title stands without quotes", at: span.union(current.span),
                    help: "Write: step \"What happens here\":")
            }
            return fail(
                "E0235", "'step' cannot stand here", at: span,
                explanation: "A step begins at the left margin, not inside another block.",
                help: "Move it to the left margin.")
        }
        if isPlain, isAtMargin {
            return fail(
                "E0235", "'\(word)' cannot stand here", at: span,
                explanation: "It is a directive, and a file of plain statements has none.",
                help: "Put a line 'step \"What happens here\":' above, and indent what belongs to the step.")
        }
        return fail(
            "E0235", "'\(word)' cannot stand here", at: span,
            explanation:
                "It is a directive, and directives stand directly in a step, not inside a function, a loop or an 'if'.",
            help: "Move it out, to the indentation of the step's statements.")
    }

    private func explainStrayWord(_ word: String) -> String {
        if ["print", "exec"].contains(word) { return "In Python 3 '\(word)' is a function." }
        return Parser.foreignTypes.contains(word) && current.kind == .name
            ? "In Python a name is bound without saying its type." : ""
    }

    /// How other languages begin a declaration.
    private static let foreignTypes: Set<String> = [
        "int", "float", "double", "char", "bool", "long", "short", "unsigned", "string", "String", "auto", "const",
        "let",
        "var", "str", "list", "dict",
    ]

    private func suggestForStrayWord(_ word: String) -> String {
        if ["print", "exec"].contains(word) { return "Write \(word)(…)." }
        if Parser.foreignTypes.contains(word), current.kind == .name { return "Write: \(current.text) = …" }
        if ["elseif", "elsif"].contains(word) { return "Write 'elif'." }
        let known = Array(pythonKeywords) + ["step", "setup"] + Parser.directiveWords
        if let close = nearest(word, among: known) { return "Did you mean '\(close)'?" }
        return "Put a second statement on a line of its own."
    }

    mutating func parseSimple() throws(Unreadable) -> Statement {
        let start = current.span.start
        let token = current
        let kind: Statement.Kind
        switch token.kind == .keyword ? token.text : "" {
        case "pass":
            advance()
            kind = .pass
        case "break":
            advance()
            kind = .breakLoop
        case "continue":
            advance()
            kind = .continueLoop
        case "del": kind = try parseDelete()
        case "return":
            advance()
            kind = .returnValue(startsExpression(current) ? try parseExpressionList() : nil)
        case "raise": kind = try parseRaise()
        case "assert": kind = try parseAssert()
        case "global", "nonlocal": kind = try parseScopeDeclaration()
        case "import": kind = try parseImport()
        case "from": kind = try parseImportFrom()
        default: kind = try parseExpressionStatement()
        }
        return Statement(kind, Span(start, previousEnd))
    }

    private mutating func parseDelete() throws(Unreadable) -> Statement.Kind {
        let keyword = advance()
        guard startsExpression(current) else {
            throw fail(
                "E0212", "'del' needs something to delete", at: keyword.span,
                help: "Name it: del x, del x.attribute, del x[0].")
        }
        let list = try parseExpressionList()
        var targets = [list]
        if case .tuple(let items) = list.kind, file.bytes[list.span.start] != UInt8(ascii: "(") { targets = items }
        for target in targets { try checkTarget(target, .delete) }
        return .delete(targets)
    }

    private mutating func parseRaise() throws(Unreadable) -> Statement.Kind {
        advance()
        guard startsExpression(current) else { return .raise(nil, cause: nil) }
        let exception = try parseExpression()
        let cause = takeKeyword("from") ? try parseExpression() : nil
        return .raise(exception, cause: cause)
    }

    private mutating func parseAssert() throws(Unreadable) -> Statement.Kind {
        advance()
        let condition = try parseExpression()
        let message = takeOp(",") ? try parseExpression() : nil
        return .assert(condition, message: message)
    }

    private mutating func parseScopeDeclaration() throws(Unreadable) -> Statement.Kind {
        let isGlobal = advance().text == "global"
        var names = [try expectIdentifier("the name of a variable")]
        while takeOp(",") { names.append(try expectIdentifier("the name of a variable")) }
        return isGlobal ? .global(names) : .nonlocal(names)
    }

    private mutating func parseDottedName() throws(Unreadable) -> NamedPlace {
        var place = try expectName("the name of a module")
        while takeOp(".") {
            let part = try expectName("the name of a module")
            place = NamedPlace(name: place.name + "." + part.name, span: place.span.union(part.span))
        }
        return place
    }

    private mutating func parseImport() throws(Unreadable) -> Statement.Kind {
        advance()
        var names: [ImportedName] = []
        repeat {
            let module = try parseDottedName()
            let alias = takeKeyword("as") ? try expectIdentifier("a name for the module").name : nil
            names.append(ImportedName(module: module.name, alias: alias, span: Span(module.span.start, previousEnd)))
        } while takeOp(",")
        return .importModules(names)
    }

    private mutating func parseImportFrom() throws(Unreadable) -> Statement.Kind {
        advance()
        if current.isOp(".") || current.isOp("...") {
            throw fail(
                "E0401", "a relative import is outside the language of scenarios", at: current.span,
                explanation: "A scenario is a program of one file, which belongs to no package.",
                help: "Name the module: from gc import collect")
        }
        let module = try parseDottedName()
        guard takeKeyword("import") else {
            throw fail(
                "E0201", "expected 'import', found \(describe(current))", at: place(current),
                help: "Write: from gc import collect")
        }
        let isParenthesised = takeOp("(")
        var names: [ImportedName] = []
        repeat {
            if isParenthesised, current.isOp(")") { break }
            let token = current
            let name = takeOp("*") ? NamedPlace(name: "*", span: token.span) : try expectName("a name to import")
            let alias = takeKeyword("as") ? try expectIdentifier("a name").name : nil
            names.append(ImportedName(module: name.name, alias: alias, span: Span(name.span.start, previousEnd)))
        } while takeOp(",")
        if isParenthesised { try expectOp(")", "after the names") }
        return .importFrom(module: module.name, names: names)
    }

    // MARK: - Expressions and assignments

    private mutating func parseExpressionStatement() throws(Unreadable) -> Statement.Kind {
        let first = current.isKeyword("yield") ? try parseYield() : try parseExpressionList()
        if current.isOp(":"), isAnnotationTarget(first) { return try parseAnnotated(first) }
        if let op = augmentedOperator(current) {
            advance()
            try checkTarget(first, .augment)
            let value = try parseAssignedValue()
            return .augmented(target: first, op, value: value)
        }
        guard current.isOp("=") else { return .expression(first) }
        var targets = [first]
        var value = first
        while takeOp("=") {
            value = try parseAssignedValue()
            if current.isOp("=") { targets.append(value) }
        }
        for target in targets { try checkTarget(target, .assign) }
        return .assignment(targets: targets, value: value)
    }

    private func isAnnotationTarget(_ expression: Expression) -> Bool {
        switch expression.kind {
        case .name, .attribute, .subscripted: peek().kind != .newline
        default: false
        }
    }

    private mutating func parseAnnotated(_ target: Expression) throws(Unreadable) -> Statement.Kind {
        advance()
        let annotation = try parseExpression()
        let value = takeOp("=") ? try parseAssignedValue() : nil
        return .annotated(target: target, annotation: annotation, value: value)
    }

    private mutating func parseAssignedValue() throws(Unreadable) -> Expression {
        if current.isKeyword("yield") { return try parseYield() }
        guard startsExpression(current) else {
            throw fail(
                "E0204", "expected a value after '=', found \(describe(current))", at: place(current),
                help: "Write the value that the name shall refer to.")
        }
        return try parseExpressionList()
    }

    private func augmentedOperator(_ token: Token) -> BinaryOperator? {
        guard token.kind == .op, token.text.hasSuffix("="), token.text.count > 1 else { return nil }
        return BinaryOperator(rawValue: String(token.text.dropLast()))
    }

    // MARK: - Targets

    enum TargetUse {
        case assign, augment, delete, loop

        var verb: String { self == .delete ? "delete" : "assign to" }
    }

    /// Refuses what cannot stand at the left of `=`, after `del` or after `for`.
    mutating func checkTarget(_ target: Expression, _ use: TargetUse) throws(Unreadable) {
        switch target.kind {
        case .name, .attribute, .subscripted, .missing:
            return
        case .tuple(let items) where use != .augment, .list(let items) where use != .augment:
            try checkStars(items, use)
            for item in items { try checkTarget(item, use) }
        case .starred(let value) where use == .assign || use == .loop:
            try checkTarget(value, use)
        default:
            throw failAtTarget(target, use)
        }
    }

    private mutating func checkStars(_ items: [Expression], _ use: TargetUse) throws(Unreadable) {
        let stars = items.filter { if case .starred = $0.kind { true } else { false } }
        guard stars.count > 1 else { return }
        throw fail(
            "E0213", "only one target of an unpacking can be starred", at: stars[1].span,
            explanation: "The star takes all that is left over, and two could not share it.",
            help: "Leave out one of the stars.")
    }

    private mutating func failAtTarget(_ target: Expression, _ use: TargetUse) -> Unreadable {
        let what = nameOfKind(target)
        let help =
            switch (use, target.kind) {
            case (.delete, _): "'del' takes names, attributes and elements: del x, del x.a, del x[0]."
            case (_, .comparison): "A name stands alone at the left of '='."
            case (.assign, _): "To compare, write '=='. To bind a name, write it at the left: NAME = VALUE."
            default: "A name, an attribute or an element can stand here."
            }
        return fail(
            "E0213", "cannot \(use.verb) \(what)", at: target.span,
            explanation: use == .delete
                ? "'del' removes a name or a slot, and \(what) is neither."
                : "An assignment binds a name or fills a slot, and \(what) is neither.", help: help)
    }

    private func nameOfKind(_ expression: Expression) -> String {
        switch expression.kind {
        case .integer, .float, .imaginary, .string, .bytes, .formatted: "a literal"
        case .none: "None"
        case .bool(let value): value ? "True" : "False"
        case .call: "the result of a call"
        case .comparison: "a comparison"
        case .binary, .unary, .and, .or, .conditional: "an expression"
        case .lambda: "a lambda"
        case .comprehension: "a comprehension"
        case .dict, .set, .list, .tuple: "a display"
        default: "this"
        }
    }
}

/// The candidate closest to a word, where it is close enough to be what was meant.
package func nearest(_ word: String, among candidates: some Sequence<String>) -> String? {
    let limit = word.count < 3 ? 0 : max(1, word.count / 3)
    guard limit > 0 else { return nil }
    let letters = word.lowercased().sorted()
    let ranked = candidates.filter { abs($0.count - word.count) <= limit }.map {
        (distance: editDistance(word.lowercased(), $0.lowercased()), name: $0)
    }
    .filter { $0.distance <= limit && $0.name != word }
    // Of equally close words the one with the same letters was meant, then one of the same length.
    func rank(_ item: (distance: Int, name: String)) -> (Int, Int, Int, String) {
        let hasSameLetters = item.name.lowercased().sorted() == letters
        return (item.distance, hasSameLetters ? 0 : 1, abs(item.name.count - word.count), item.name)
    }
    return ranked.min { rank($0) < rank($1) }?.name
}

/// How many insertions, deletions, replacements and swaps of neighbours turn one word into the other.
private func editDistance(_ first: String, _ second: String) -> Int {
    let (a, b) = (Array(first), Array(second))
    guard !a.isEmpty, !b.isEmpty, max(a.count, b.count) <= 64 else { return max(a.count, b.count) }
    var table = [[Int]](repeating: [Int](repeating: 0, count: b.count + 1), count: a.count + 1)
    for i in 0...a.count { table[i][0] = i }
    for j in 0...b.count { table[0][j] = j }
    for i in 1...a.count {
        for j in 1...b.count {
            let cost = a[i - 1] == b[j - 1] ? 0 : 1
            table[i][j] = min(table[i - 1][j] + 1, table[i][j - 1] + 1, table[i - 1][j - 1] + cost)
            if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
                table[i][j] = min(table[i][j], table[i - 2][j - 2] + 1)
            }
        }
    }
    return table[a.count][b.count]
}
