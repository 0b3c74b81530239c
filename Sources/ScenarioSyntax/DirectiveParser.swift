import Diagnostics

// Directives: lines of a block that are about the story.
extension Parser {
    static let directiveWords = ScenarioWords.directives + ScenarioWords.plannedDirectives + ["schedule"]

    /// Reads a directive, or returns nil where the line is a statement.
    mutating func parseDirective() -> [BlockItem]? {
        let word = current
        guard word.kind == .name else { return nil }
        let isStepInto = word.text == "step" && peek().isName("into")
        guard Parser.directiveWords.contains(word.text) || isStepInto || isMisspeltDirective(word) else { return nil }
        do throws(Unreadable) {
            let (kind, condition) = try parseDirectiveBody(word)
            guard current.kind == .newline || current.kind == .end || current.kind == .dedent else {
                throw fail(
                    "E0230",
                    "expected the end of the line after '\(isStepInto ? "step into" : word.text)', found "
                        + describe(current), at: current.span,
                    help: word.text == "expect"
                        ? "Is an operator missing, such as '=='? What is expected ends with its line."
                        : "A directive stands on a line of its own.")
            }
            let span = Span(word.span.start, previousEnd)
            if current.kind == .newline { advance() }
            return [.directive(Directive(kind: kind, span: span, condition: condition))]
        } catch {
            skipStatement()
            return []
        }
    }

    /// `nots "…"` and `focsu left` are no Python, so a near miss of a directive was meant.
    private func isMisspeltDirective(_ word: Token) -> Bool {
        let next = peek()
        guard next.kind == .string || next.kind == .name else { return false }
        return nearest(word.text, among: Parser.directiveWords) != nil
    }

    private mutating func parseDirectiveBody(
        _ word: Token
    ) throws(Unreadable) -> (Directive.Kind, RuntimeCondition?) {
        guard word.text == "expect", peek().isName("on") else { return (try parseDirectiveKind(word), nil) }
        advance()
        let condition = try parseRuntimeCondition()
        if current.isName("raises"), peek().kind == .name {
            throw fail(
                "E0236", "'raises' cannot depend on the runtime", at: current.span,
                explanation: "'expect raises' runs a statement; a program is the same under every runtime.",
                help: "Catch the exception with 'try', and ask afterwards what was caught.")
        }
        return (.expect(try parseExpressionOf("expect", "Write: expect on >= 3.11: refcount(x) == 2")), condition)
    }

    private mutating func parseDirectiveKind(_ word: Token) throws(Unreadable) -> Directive.Kind {
        advance()
        switch word.text {
        case "note":
            guard let text = current.string, !text.isBytes, !text.isFormatted else {
                throw fail(
                    "E0231", "expected the note's text in quotes, found \(describe(current))", at: place(current),
                    help: current.string == nil
                        ? "Write: note \"…\", or three quotes for several lines."
                        : "A note is text in Markdown: leave out the prefix before the quotes.")
            }
            advance()
            return .note(text.value)
        case "expect":
            if current.isName("raises"), peek().kind == .name { return try parseExpectRaises() }
            return .expect(try parseExpressionOf("expect", "Write: expect refcount(x) == 2"))
        case "label":
            return try parseLabel(word)
        case "focus":
            return .focus(try parseObjects("focus"))
        case "hide":
            return .hide(try parseObjects("hide"))
        case "step":
            advance()
            return .stepInto
        case "show" where current.isName("collector"):
            advance()
            return .showCollector
        case "schedule":
            throw fail(
                "E1118", "'schedule' stands outside a race", at: word.span,
                explanation: "It gives the order in which the threads of a race do what they do.",
                help: "Move it into a block 'race \"…\":'.")
        case _ where ScenarioWords.plannedDirectives.contains(word.text):
            let line = ([word.text] + [restOfLine().value]).filter { !$0.isEmpty }.joined(separator: " ")
            throw fail("E0402", "'\(line)' is not supported yet", at: word.span, help: "Leave the line out.")
        default:
            let meant = nearest(word.text, among: Parser.directiveWords) ?? "note"
            throw fail("E0232", "there is no directive '\(word.text)'", at: word.span, help: "Did you mean '\(meant)'?")
        }
    }

    private mutating func parseExpectRaises() throws(Unreadable) -> Directive.Kind {
        advance()
        let type = try parsePrimary()
        try expectOp(":", "after the class of the exception")
        var statements = [try parseSimple()]
        while takeOp(";") {
            if current.kind == .newline || current.kind == .end { break }
            statements.append(try parseSimple())
        }
        return .expectRaises(type, statements)
    }

    private mutating func parseExpressionOf(_ word: String, _ example: String) throws(Unreadable) -> Expression {
        guard startsExpression(current) else {
            throw fail(
                "E0233", "'\(word)' needs an expression, found \(describe(current))", at: place(current), help: example)
        }
        let expression = try parseExpression()
        if current.isOp("=") {
            throw fail(
                "E0213", "'=' cannot stand in an expectation", at: current.span,
                explanation: "'=' binds a name; it is no question.", help: "To compare two values, write '=='.")
        }
        return expression
    }

    private mutating func parseLabel(_ word: Token) throws(Unreadable) -> Directive.Kind {
        let value = try parseExpressionOf("label", "Write: label left as L")
        guard takeKeyword("as") else {
            throw fail(
                "E0234", "expected 'as' and a name, found \(describe(current))", at: place(current),
                help: "Write: label left as L")
        }
        let name = try expectName("the name of a label")
        return .label(value, name: name.name, nameSpan: name.span)
    }

    private mutating func parseObjects(_ word: String) throws(Unreadable) -> [Expression] {
        var items = [try parseExpressionOf(word, "Write: \(word) left, right")]
        while takeOp(",") { items.append(try parseExpression()) }
        return items
    }
}
