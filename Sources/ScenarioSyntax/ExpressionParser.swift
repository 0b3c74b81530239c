import Diagnostics

// Expressions, from the loosest binding to the tightest (the grammar of Python 3, Grammar/python.gram).
extension Parser {
    mutating func parseWholeExpression() -> Expression {
        do throws(Unreadable) {
            let expression = try parseExpressionList()
            if current.kind != .newline, current.kind != .end {
                throw fail(
                    "E0204", "expected the end of the expression, found \(describe(current))", at: current.span,
                    help: "Give one expression, such as root.next.")
            }
            return expression
        } catch {
            return Expression(.missing, Span(0, file.bytes.count))
        }
    }

    /// `a, b, c` makes a tuple; a single expression stands for itself.
    mutating func parseExpressionList() throws(Unreadable) -> Expression {
        let first = try parseStarredOrNamed()
        guard current.isOp(",") else { return first }
        var items = [first]
        while takeOp(",") {
            guard startsExpression(current) else { break }
            items.append(try parseStarredOrNamed())
        }
        return Expression(.tuple(items), first.span.union(Span(first.span.start, previousEnd)))
    }

    private mutating func parseStarredOrNamed() throws(Unreadable) -> Expression {
        let start = current.span.start
        if takeOp("*") {
            let value = try parseOr()
            return Expression(.starred(value), Span(start, previousEnd))
        }
        return try parseNamedExpression()
    }

    /// An expression, or `name := value`.
    mutating func parseNamedExpression() throws(Unreadable) -> Expression {
        if current.kind == .name, peek().isOp(":=") {
            let name = advance()
            advance()
            let value = try parseExpression()
            return Expression(
                .assignment(name: mangled(name.text), nameSpan: name.span, value: value),
                name.span.union(value.span))
        }
        return try parseExpression()
    }

    func startsExpression(_ token: Token) -> Bool {
        switch token.kind {
        case .name, .integer, .float, .imaginary, .string: true
        case .keyword:
            ["None", "True", "False", "not", "lambda", "await", "yield"].contains(token.text)
        case .op: ["(", "[", "{", "-", "+", "~", "*", "...", "**"].contains(token.text)
        default: false
        }
    }

    /// A conditional expression, a lambda, or what binds tighter.
    mutating func parseExpression() throws(Unreadable) -> Expression {
        try nested { (parser) throws(Unreadable) in
            if parser.current.isKeyword("lambda") { return try parser.parseLambda() }
            if parser.current.isKeyword("yield") { return try parser.parseYield() }
            let value = try parser.parseOr()
            guard parser.takeKeyword("if") else { return value }
            let condition = try parser.parseOr()
            guard parser.takeKeyword("else") else {
                throw parser.fail(
                    "E0205", "expected 'else' after the condition, found \(parser.describe(parser.current))",
                    at: parser.place(parser.current),
                    help: "A conditional expression is written: A if CONDITION else B.")
            }
            let otherwise = try parser.parseExpression()
            return Expression(
                .conditional(condition: condition, then: value, otherwise: otherwise), value.span.union(otherwise.span))
        }
    }

    private mutating func parseLambda() throws(Unreadable) -> Expression {
        let start = advance().span.start
        let parameters = try parseParameters(until: ":", annotated: false)
        try expectOp(":", "after the parameters of a lambda")
        let body = try parseExpression()
        return Expression(.lambda(parameters, body: body), Span(start, previousEnd))
    }

    mutating func parseYield() throws(Unreadable) -> Expression {
        let start = advance().span.start
        if takeKeyword("from") {
            let value = try parseExpression()
            return Expression(.yieldFrom(value), Span(start, previousEnd))
        }
        let value = startsExpression(current) ? try parseExpressionList() : nil
        return Expression(.yield(value), Span(start, previousEnd))
    }

    private mutating func parseOr() throws(Unreadable) -> Expression {
        let first = try parseAnd()
        guard current.isKeyword("or") else { return first }
        var operands = [first]
        while takeKeyword("or") { operands.append(try parseAnd()) }
        return Expression(.or(operands), Span(first.span.start, previousEnd))
    }

    private mutating func parseAnd() throws(Unreadable) -> Expression {
        let first = try parseNot()
        guard current.isKeyword("and") else { return first }
        var operands = [first]
        while takeKeyword("and") { operands.append(try parseNot()) }
        return Expression(.and(operands), Span(first.span.start, previousEnd))
    }

    private mutating func parseNot() throws(Unreadable) -> Expression {
        guard current.isKeyword("not") else { return try parseComparison() }
        let start = advance().span.start
        let operand = try nested { (parser) throws(Unreadable) in try parser.parseNot() }
        return Expression(.unary(.not, operand), Span(start, previousEnd))
    }

    private mutating func parseComparison() throws(Unreadable) -> Expression {
        let first = try parseBinary(0)
        var parts: [ComparisonPart] = []
        while let op = takeComparisonOperator() {
            parts.append(ComparisonPart(op: op, operand: try parseBinary(0)))
        }
        return parts.isEmpty ? first : Expression(.comparison(first, parts), Span(first.span.start, previousEnd))
    }

    private mutating func takeComparisonOperator() -> ComparisonOperator? {
        let token = current
        if token.kind == .op, let op = ComparisonOperator(rawValue: token.text) {
            advance()
            return op
        }
        if takeKeyword("in") { return .in }
        if takeKeyword("is") { return takeKeyword("not") ? .isNot : .is }
        if token.isKeyword("not"), peek().isKeyword("in") {
            advance()
            advance()
            return .notIn
        }
        return nil
    }

    private static let binaryLevels: [[BinaryOperator]] = [
        [.bitOr], [.bitXor], [.bitAnd], [.leftShift, .rightShift], [.add, .subtract],
        [.multiply, .trueDivide, .floorDivide, .modulo, .matrixMultiply],
    ]

    private mutating func parseBinary(_ level: Int) throws(Unreadable) -> Expression {
        guard level < Parser.binaryLevels.count else { return try parseUnary() }
        var left = try parseBinary(level + 1)
        var links = 0
        while current.kind == .op, let op = BinaryOperator(rawValue: current.text),
            Parser.binaryLevels[level].contains(op)
        {
            advance()
            links += 1
            try checkChain(links)
            let right = try parseBinary(level + 1)
            left = Expression(.binary(op, left, right), left.span.union(right.span))
        }
        return left
    }

    private mutating func parseUnary() throws(Unreadable) -> Expression {
        let token = current
        if token.kind == .op, let op = UnaryOperator(rawValue: token.text) {
            advance()
            let operand = try nested { (parser) throws(Unreadable) in try parser.parseUnary() }
            return Expression(.unary(op, operand), token.span.union(operand.span))
        }
        return try parsePower()
    }

    private mutating func parsePower() throws(Unreadable) -> Expression {
        let isAwait = current.isKeyword("await")
        let start = current.span.start
        if isAwait { advance() }
        var base = try parsePrimary()
        if isAwait { base = Expression(.await(base), Span(start, previousEnd)) }
        guard takeOp("**") else { return base }
        let exponent = try nested { (parser) throws(Unreadable) in try parser.parseUnary() }
        return Expression(.binary(.power, base, exponent), base.span.union(exponent.span))
    }

    /// A chain makes a tree as deep as it is long, and whoever walks the tree goes as deep.
    private mutating func checkChain(_ links: Int) throws(Unreadable) {
        guard links > Parser.longestChain else { return }
        throw fail(
            "E0203", "this expression has too many operators in a row", at: current.span,
            explanation: "More than \(Parser.longestChain).", help: "Give a part of it a name of its own.")
    }

    // MARK: - Primaries

    mutating func parsePrimary() throws(Unreadable) -> Expression {
        var value = try parseAtom()
        var links = 0
        while true {
            links += 1
            try checkChain(links)
            if takeOp(".") {
                let name = try expectIdentifier("the name of an attribute")
                value = Expression(
                    .attribute(value, name: name.name, nameSpan: name.span), value.span.union(name.span))
            } else if current.isOp("(") {
                let arguments = try parseArguments()
                value = Expression(.call(value, arguments: arguments), Span(value.span.start, previousEnd))
            } else if current.isOp("[") {
                let index = try parseSubscript()
                value = Expression(.subscripted(value, index: index), Span(value.span.start, previousEnd))
            } else {
                return value
            }
        }
    }

    mutating func parseArguments() throws(Unreadable) -> [Argument] {
        let open = advance().span
        return try nested { (parser) throws(Unreadable) in
            var arguments: [Argument] = []
            while !parser.current.isOp(")") {
                arguments.append(try parser.parseArgument(after: arguments))
                guard parser.takeOp(",") else { break }
            }
            try parser.closeBracket(")", open)
            return arguments
        }
    }

    private mutating func parseArgument(after earlier: [Argument]) throws(Unreadable) -> Argument {
        let start = current.span.start
        if takeOp("**") {
            let value = try parseExpression()
            return Argument(kind: .doubleStarred, value: value, span: Span(start, previousEnd))
        }
        if takeOp("*") {
            let value = try parseExpression()
            return Argument(kind: .starred, value: value, span: Span(start, previousEnd))
        }
        if current.kind == .name, peek().isOp("=") {
            let name = advance()
            advance()
            let value = try parseExpression()
            return Argument(kind: .keyword(name.text), value: value, span: Span(start, previousEnd))
        }
        var value = try parseNamedExpression()
        if current.isKeyword("for") || current.isKeyword("async") {
            let clauses = try parseComprehensionClauses()
            value = Expression(
                .comprehension(.generator, element: value, value: nil, clauses: clauses), Span(start, previousEnd))
        }
        if case .keyword = earlier.last?.kind {
            throw fail(
                "E0206", "a positional argument cannot follow a keyword argument", at: value.span,
                help: "Move it before the arguments that are given by name.")
        }
        return Argument(kind: .positional, value: value, span: Span(start, previousEnd))
    }

    private mutating func parseSubscript() throws(Unreadable) -> Expression {
        let open = advance().span
        return try nested { (parser) throws(Unreadable) in
            let first = try parser.parseSubscriptItem()
            var items = [first]
            var isTuple = false
            while parser.takeOp(",") {
                isTuple = true
                guard !parser.current.isOp("]") else { break }
                items.append(try parser.parseSubscriptItem())
            }
            let span = Span(first.span.start, parser.previousEnd)
            try parser.closeBracket("]", open)
            return isTuple ? Expression(.tuple(items), span) : first
        }
    }

    private mutating func parseSubscriptItem() throws(Unreadable) -> Expression {
        let start = current.span.start
        let lower = current.isOp(":") ? nil : try parseNamedExpression()
        guard takeOp(":") else {
            return lower ?? Expression(.missing, Span(start, start))
        }
        let upper = startsExpression(current) ? try parseExpression() : nil
        var step: Expression?
        if takeOp(":"), startsExpression(current) { step = try parseExpression() }
        return Expression(.slice(lower: lower, upper: upper, step: step), Span(start, previousEnd))
    }

    mutating func closeBracket(_ text: String, _ open: Span) throws(Unreadable) {
        guard !takeOp(text) else { return }
        throw fail(
            "E0207", "expected '\(text)' or ',', found \(describe(current))", at: place(current),
            help: "Write a comma between two items, or '\(text)' after the last one.",
            related: [RelatedPlace(open, "opened here")])
    }

    private mutating func parseAtom() throws(Unreadable) -> Expression {
        let token = current
        switch token.kind {
        case .name:
            advance()
            return Expression(.name(mangled(token.text)), token.span)
        case .integer:
            advance()
            return Expression(.integer(token.text), token.span)
        case .float:
            advance()
            return Expression(.float(token.text), token.span)
        case .imaginary:
            advance()
            return Expression(.imaginary(token.text), token.span)
        case .string:
            return try parseStrings()
        case .keyword where ["None", "True", "False"].contains(token.text):
            advance()
            return Expression(token.text == "None" ? .none : .bool(token.text == "True"), token.span)
        case .op where token.text == "(": return try parseParenthesised()
        case .op where token.text == "[": return try parseListDisplay()
        case .op where token.text == "{": return try parseBraces()
        case .op where token.text == "...":
            advance()
            return Expression(.ellipsis, token.span)
        default:
            throw failAtAtom(token)
        }
    }

    private mutating func failAtAtom(_ token: Token) -> Unreadable {
        if token.kind == .keyword {
            return fail(
                "E0202", "'\(token.text)' is a word of the language and cannot stand for a value", at: token.span,
                help: "Choose another name, such as '\(token.text)_'.")
        }
        if token.isOp("=") {
            return fail(
                "E0204", "expected a value, found '='", at: token.span,
                help: "To compare two values, write '=='.")
        }
        return fail(
            "E0204", "expected a value, found \(describe(token))", at: place(token), help: helpAtMissingValue(token))
    }

    private func helpAtMissingValue(_ token: Token) -> String {
        let last = index > 0 ? tokens[index - 1] : token
        let before = index > 1 ? tokens[index - 2] : last
        let areJoined = before.span.end == last.span.start
        if areJoined, last.isOp("+") && before.isOp("+") || last.isOp("-") && before.isOp("-") {
            return "Python has no '\(last.text)\(last.text)': write x \(last.text)= 1."
        }
        if token.isOp("&"), last.isOp("&") { return "Write 'and' in place of '&&'." }
        if token.isOp("|"), last.isOp("|") { return "Write 'or' in place of '||'." }
        return "A name, a number, a string, a call or something in brackets can stand here."
    }

    /// Neighbouring strings are one literal.
    private mutating func parseStrings() throws(Unreadable) -> Expression {
        let first = current
        var text = ""
        var bytes: [UInt8] = []
        var parts: [FormattedPart] = []
        var isFormatted = false
        while current.kind == .string, let part = current.string {
            if part.isBytes != (first.string?.isBytes ?? false) {
                throw fail(
                    "E0111", "bytes and text cannot be one literal", at: current.span,
                    explanation: "CPython says: cannot mix bytes and nonbytes literals.",
                    help: "Give all of them the prefix b, or none.")
            }
            text += part.value
            bytes += part.bytes
            isFormatted = isFormatted || part.isFormatted
            let formatted = part.isFormatted ? try parseFormatted(part, current.span) : [.literal(part.value)]
            for part in formatted { FormattedPart.append(part, to: &parts) }
            advance()
        }
        let span = Span(first.span.start, previousEnd)
        if isFormatted { return Expression(.formatted(parts), span) }
        return Expression(first.string?.isBytes == true ? .bytes(bytes) : .string(text), span)
    }

    /// What may stand between parentheses, and in the braces of an f-string.
    mutating func parseGroupContent() throws(Unreadable) -> Expression {
        if current.isKeyword("yield") { return try parseYield() }
        var value = try parseExpressionList()
        if current.isKeyword("for") || current.isKeyword("async") {
            let clauses = try parseComprehensionClauses()
            value.kind = .comprehension(.generator, element: value, value: nil, clauses: clauses)
        }
        return value
    }

    private mutating func parseParenthesised() throws(Unreadable) -> Expression {
        let open = advance().span
        return try nested { (parser) throws(Unreadable) in
            if parser.takeOp(")") { return Expression(.tuple([]), Span(open.start, parser.previousEnd)) }
            var value = try parser.parseGroupContent()
            try parser.closeBracket(")", open)
            value.span = Span(open.start, parser.previousEnd)
            return value
        }
    }

    private mutating func parseListDisplay() throws(Unreadable) -> Expression {
        let open = advance().span
        return try nested { (parser) throws(Unreadable) in
            var items: [Expression] = []
            while !parser.current.isOp("]") {
                items.append(try parser.parseStarredOrNamed())
                if items.count == 1, parser.current.isKeyword("for") || parser.current.isKeyword("async") {
                    let clauses = try parser.parseComprehensionClauses()
                    try parser.closeBracket("]", open)
                    return Expression(
                        .comprehension(.list, element: items[0], value: nil, clauses: clauses),
                        Span(open.start, parser.previousEnd))
                }
                guard parser.takeOp(",") else { break }
            }
            try parser.closeBracket("]", open)
            return Expression(.list(items), Span(open.start, parser.previousEnd))
        }
    }

    private mutating func parseBraces() throws(Unreadable) -> Expression {
        let open = advance().span
        return try nested { (parser) throws(Unreadable) in
            let kind = try parser.parseBracesContent(open)
            try parser.closeBracket("}", open)
            return Expression(kind, Span(open.start, parser.previousEnd))
        }
    }

    private mutating func parseBracesContent(_ open: Span) throws(Unreadable) -> Expression.Kind {
        var pairs: [DictItem] = []
        var items: [Expression] = []
        while !current.isOp("}") {
            if takeOp("**") {
                pairs.append(DictItem(key: nil, value: try parseExpression()))
            } else {
                let first = try parseStarredOrNamed()
                if takeOp(":") {
                    pairs.append(DictItem(key: first, value: try parseExpression()))
                } else {
                    items.append(first)
                }
            }
            if !pairs.isEmpty, !items.isEmpty {
                throw fail(
                    "E0208", "a dict's entries are written KEY: VALUE", at: items[0].span,
                    help: "Give every entry a key, or none.")
            }
            if pairs.count + items.count == 1, current.isKeyword("for") || current.isKeyword("async") {
                let clauses = try parseComprehensionClauses()
                if let pair = pairs.first, let key = pair.key {
                    return .comprehension(.dict, element: key, value: pair.value, clauses: clauses)
                }
                if let item = items.first {
                    return .comprehension(.set, element: item, value: nil, clauses: clauses)
                }
            }
            guard takeOp(",") else { break }
        }
        return items.isEmpty ? .dict(pairs) : .set(items)
    }

    private mutating func parseComprehensionClauses() throws(Unreadable) -> [ComprehensionClause] {
        var clauses: [ComprehensionClause] = []
        while current.isKeyword("for") || current.isKeyword("async") {
            if current.isKeyword("async") {
                throw failAtAsync(current.span)
            }
            advance()
            let target = try parseTargetList()
            guard takeKeyword("in") else {
                throw fail(
                    "E0209", "expected 'in', found \(describe(current))", at: place(current),
                    help: "A comprehension is written: [VALUE for NAME in VALUES]")
            }
            let iterable = try parseOr()
            var conditions: [Expression] = []
            while takeKeyword("if") { conditions.append(try parseOr()) }
            clauses.append(ComprehensionClause(target: target, iterable: iterable, conditions: conditions))
        }
        return clauses
    }

    /// The target of a `for`: names, attributes and subscripts, never a comparison with `in`.
    mutating func parseTargetList() throws(Unreadable) -> Expression {
        let first = try parseTarget()
        guard current.isOp(",") else { return first }
        var items = [first]
        while takeOp(",") {
            guard startsExpression(current) else { break }
            items.append(try parseTarget())
        }
        return Expression(.tuple(items), Span(first.span.start, previousEnd))
    }

    private mutating func parseTarget() throws(Unreadable) -> Expression {
        let start = current.span.start
        if takeOp("*") {
            let value = try parsePrimary()
            return Expression(.starred(value), Span(start, previousEnd))
        }
        return try parsePrimary()
    }
}
