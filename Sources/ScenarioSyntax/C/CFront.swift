import Diagnostics

/// C's statements, and directives between them.
struct CFront: BodyFront {
    let language = "C"

    func reads(runtime: [String]) -> Bool { runtime.first == "c" }

    func lex(_ file: SourceFile) -> (stream: TokenStream, diagnostics: [Diagnostic]) {
        var lexer = CLexer(file)
        return lexer.lex()
    }

    func parseItem(_ parser: inout Parser) -> [BlockItem] {
        parser.parseCDirective() ?? parsePlainItem(&parser)
    }

    func parsePlainItem(_ parser: inout Parser) -> [BlockItem] {
        let start = parser.index
        do throws(Unreadable) {
            return [.foreign(try parser.parseCStatement())]
        } catch {
            if parser.index == start { parser.advance() }
            parser.skipCStatement()
            return []
        }
    }

    func parseQuestion(_ parser: inout Parser) -> (any ForeignItem)? {
        let start = parser.current.span
        do throws(Unreadable) {
            let expression = try parser.parseCExpression()
            guard parser.current.kind == .newline || parser.current.kind == .end else {
                throw parser.failAtC("expected the end of the expression")
            }
            return CDirective(kind: .focus([expression]), span: expression.span)
        } catch {
            return CDirective(kind: .focus([]), span: start)
        }
    }
}

extension Parser {
    private static let cDirectiveWords = ["note", "expect", "focus", "show"]
    private static let pythonOnlyDirectives: Set<String> = ["label", "hide", "chart", "schedule"]

    /// Reads a directive, or returns nil where the line is a statement.
    mutating func parseCDirective() -> [BlockItem]? {
        let word = current
        guard word.kind == .name else { return nil }
        let next = peek()
        let isMisspelt =
            (next.kind == .string || next.kind == .name) && nearest(word.text, among: Parser.cDirectiveWords) != nil
        let isDirective =
            Parser.cDirectiveWords.contains(word.text) || Parser.pythonOnlyDirectives.contains(word.text)
            || word.text == "step" && next.isName("into")
        guard isDirective || isMisspelt else { return nil }
        do throws(Unreadable) {
            let item = try parseCDirective(word)
            if current.isOp(";") { advance() }
            guard current.kind == .newline || current.kind == .end || current.kind == .dedent else {
                throw fail(
                    "E0230", "expected the end of the line after '\(word.text)', found \(describe(current))",
                    at: current.span, help: "A directive stands on a line of its own.")
            }
            if current.kind == .newline { advance() }
            return [item]
        } catch {
            skipStatement()
            return []
        }
    }

    private mutating func parseCDirective(_ word: Token) throws(Unreadable) -> BlockItem {
        advance()
        switch word.text {
        case "note":
            guard let text = current.string else {
                throw fail(
                    "E0231", "expected the note's text in quotes, found \(describe(current))", at: place(current),
                    help: "Write: note \"…\", or three quotes for several lines.")
            }
            advance()
            return .directive(Directive(kind: .note(text.value), span: Span(word.span.start, previousEnd)))
        case "expect":
            let question = try parseCExpression()
            if current.isOp("=") {
                throw fail(
                    "E0213", "'=' cannot stand in an expectation", at: current.span, help: "To compare, write '=='.")
            }
            return directive(.expect(question), word)
        case "focus": return directive(.focus(try parseCPlaces()), word)
        case "show":
            guard takeName("bits") else {
                throw fail(
                    "E0402", "'show \(restOfLine().value)' is not supported in C", at: word.span,
                    help: "What can be shown is: show bits, or of some cells: show bits of a, p[0]")
            }
            return directive(.showBits(takeName("of") ? try parseCPlaces() : []), word)
        case "label", "hide", "chart", "schedule", "step":
            throw fail(
                "E0402", "'\(word.text)' is not supported in C", at: word.span,
                help: "A C scenario knows: note, expect, focus, show bits.")
        default:
            let meant = nearest(word.text, among: Parser.cDirectiveWords) ?? "note"
            throw fail("E0232", "there is no directive '\(word.text)'", at: word.span, help: "Did you mean '\(meant)'?")
        }
    }

    private func directive(_ kind: CDirective.Kind, _ word: Token) -> BlockItem {
        .foreign(CDirective(kind: kind, span: Span(word.span.start, previousEnd)))
    }

    private mutating func takeName(_ text: String) -> Bool {
        guard current.isName(text) else { return false }
        advance()
        return true
    }

    private mutating func parseCPlaces() throws(Unreadable) -> [CExpression] {
        var places = [try parseCExpression()]
        while takeOp(",") { places.append(try parseCExpression()) }
        return places
    }
}
