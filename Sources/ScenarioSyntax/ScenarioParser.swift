import Diagnostics

// The declarative part: header and blocks.
extension Parser {
    private static let headerWords = ScenarioWords.headers
    private static let blockWords = ScenarioWords.blocks

    mutating func parseScenario() -> Scenario {
        var scenario = Scenario(
            file: file, header: Header(), setup: nil, steps: [], isPlain: true, language: front.language)
        parseHeader(&scenario.header)
        isPlain = !fileHasBlocks()
        scenario.isPlain = isPlain
        if scenario.isPlain {
            parsePlainSteps(&scenario)
        } else {
            parseBlocks(&scenario)
        }
        return scenario
    }

    // MARK: - Header

    mutating func parseHeader(_ header: inout Header) {
        while atHeaderEntry() {
            let word = current
            let start = index
            do throws(Unreadable) {
                try parseHeaderEntry(&header)
                guard current.kind == .newline || current.kind == .end else {
                    throw fail(
                        "E0220", "expected the end of the line after '\(word.text)', found \(describe(current))",
                        at: current.span, help: "Each entry of the header has a line of its own.")
                }
                advance()
            } catch {
                if index == start { advance() }
                skipStatement()
            }
        }
    }

    /// A header entry is a word followed by a string or by another word, which no Python statement is.
    private func atHeaderEntry() -> Bool {
        guard current.kind == .name, !Parser.blockWords.contains(current.text) else { return false }
        let next = peek()
        if current.text == "runtime", next.kind == .float || next.kind == .integer { return true }
        guard next.kind == .string || next.kind == .name else { return false }
        if Parser.headerWords.contains(current.text) { return true }
        // Two words beside each other are no statement of Python's but for 'print x' and its like.
        guard !["print", "exec", "match", "type"].contains(current.text) else { return false }
        guard let meant = nearest(current.text, among: Parser.headerWords) else { return false }
        return next.kind == .string || ["runtime", "tags"].contains(meant)
    }

    private mutating func parseHeaderEntry(_ header: inout Header) throws(Unreadable) {
        let word = advance()
        switch word.text {
        case "scenario":
            try setOnce(&header.title, word, to: try headerString("the scenario's title"))
        case "summary":
            try setOnce(&header.summary, word, to: try headerString("one sentence about the scenario"))
        case "runtime":
            try parseRuntime(&header, word)
        case "tags":
            try parseTags(&header)
        case "include":
            header.includes.append(try headerString("the path of the other file"))
        case "compare":
            try parseCompare(&header, word)
        default:
            let meant = nearest(word.text, among: Parser.headerWords) ?? "scenario"
            throw fail(
                "E0221", "a header has no entry '\(word.text)'", at: word.span, help: "Did you mean '\(meant)'?")
        }
    }

    private mutating func parseRuntime(_ header: inout Header, _ word: Token) throws(Unreadable) {
        if let name = current.string?.value, peek().kind == .newline || peek().kind == .end {
            throw fail(
                "E0223", "the runtime stands in quotes", at: current.span, help: "Write: runtime \(name)")
        }
        try setOnce(&header.runtime, word, to: restOfLine())
        if let first = header.compared.first, let runtime = header.runtime {
            throw failForTwoKindsOfRuntime(runtime.span, first.span)
        }
    }

    private mutating func parseTags(_ header: inout Header) throws(Unreadable) {
        repeat {
            if current.kind == .string {
                throw fail(
                    "E0202", "a tag stands in quotes", at: current.span,
                    help: "Tags are single words: tags counting, cycles")
            }
            let name = try expectName("a tag")
            if current.isOp("-") || current.kind == .name {
                throw fail(
                    "E0220", "a tag is one word, found \(describe(current)) after '\(name.name)'", at: current.span,
                    help: "Join words with '_', and put commas between tags: tags reference_counts, cycles")
            }
            header.tags.append(HeaderEntry(value: name.name, span: name.span))
        } while takeOp(",")
    }

    /// `compare "cpython 2.7", "cpython 3.11"`
    private mutating func parseCompare(_ header: inout Header, _ word: Token) throws(Unreadable) {
        if let earlier = header.compared.first {
            throw fail(
                "E0222", "'compare' is given twice", at: word.span, help: "Write all runtimes into one line.",
                related: [RelatedPlace(earlier.span, "the first one")])
        }
        var runtimes: [HeaderEntry<String>] = []
        repeat {
            guard current.kind == .string else {
                throw fail(
                    "E0223", "expected a runtime in quotes, found \(describe(current))", at: place(current),
                    help: "Write: compare \"cpython 2.7\", \"cpython 3.11\"")
            }
            let entry = try headerString("a runtime")
            if let earlier = runtimes.first(where: { $0.value == entry.value }) {
                throw fail(
                    "E0222", "'\(entry.value)' is given twice", at: entry.span, help: "Leave one of them out.",
                    related: [RelatedPlace(earlier.span, "the first one")])
            }
            runtimes.append(entry)
        } while takeOp(",")
        if let only = runtimes.first, runtimes.count == 1 {
            throw fail(
                "E0237", "'compare' needs two runtimes or more", at: only.span,
                help: "Add another: compare \"\(only.value)\", \"cpython 3.11\". For one alone write: "
                    + "runtime \(only.value)")
        }
        header.compared = runtimes
        if let runtime = header.runtime { throw failForTwoKindsOfRuntime(runtimes[0].span, runtime.span) }
    }

    private mutating func failForTwoKindsOfRuntime(_ span: Span, _ other: Span) -> Unreadable {
        fail(
            "E0237", "the scenario has both 'runtime' and 'compare'", at: span,
            explanation: "'compare' names every runtime that the scenario is run under.",
            help: "Leave the 'runtime' line out.", related: [RelatedPlace(other, "the other one")])
    }

    private mutating func setOnce(
        _ entry: inout HeaderEntry<String>?, _ word: Token, to value: HeaderEntry<String>
    ) throws(Unreadable) {
        if let earlier = entry {
            throw fail(
                "E0222", "'\(word.text)' is given twice", at: word.span, help: "Keep one of the two lines.",
                related: [RelatedPlace(earlier.span, "the first one")])
        }
        entry = value
    }

    private mutating func headerString(_ purpose: String) throws(Unreadable) -> HeaderEntry<String> {
        guard let text = current.string, !text.isBytes, !text.isFormatted else {
            throw fail(
                "E0223", "expected \(purpose) in quotes, found \(describe(current))", at: place(current),
                help: headerExample())
        }
        let span = advance().span
        return HeaderEntry(value: text.value, span: span)
    }

    /// The entry as it was probably meant.
    private func headerExample() -> String {
        guard current.kind == .name, index > 0 else { return "Put it into double quotes." }
        let line = file.lineSpan(file.line(at: current.span.start))
        return
            "Put it into double quotes: \(tokens[index - 1].text) \"\(file.text(Span(current.span.start, line.end)))\""
    }

    mutating func restOfLine() -> HeaderEntry<String> {
        let start = current.span.start
        var words: [String] = []
        while current.kind != .newline, current.kind != .end { words.append(advance().text) }
        return HeaderEntry(value: words.joined(separator: " "), span: Span(start, previousEnd))
    }

    // MARK: - Blocks

    /// Whether a line at the left margin opens a block; then the whole file is made of blocks.
    private func fileHasBlocks() -> Bool {
        var level = 0
        var atLineStart = true
        for (position, token) in tokens.enumerated().dropFirst(index) {
            switch token.kind {
            case .indent: level += 1
            case .dedent: level -= 1
            case .newline: break
            default:
                if atLineStart, level == 0, opensBlock(position) { return true }
            }
            atLineStart = token.kind == .newline || token.kind == .indent || token.kind == .dedent
        }
        return false
    }

    private func opensBlock(_ position: Int) -> Bool {
        let token = tokens[position]
        let next = tokens[min(position + 1, tokens.count - 1)]
        let afterNext = tokens[min(position + 2, tokens.count - 1)]
        guard token.kind == .name else { return false }
        switch token.text {
        case "step", "race": return next.kind == .string || next.isOp(":") && afterNext.kind == .newline
        case "setup", "exit": return next.isOp(":") && afterNext.kind == .newline
        default: return false
        }
    }

    private mutating func parseBlocks(_ scenario: inout Scenario) {
        var setupSpan: Span?
        while current.kind != .end {
            if current.kind == .newline || current.kind == .dedent {
                advance()
                continue
            }
            if current.kind == .indent {
                reportUnexpectedIndent()
                continue
            }
            let start = index
            do throws(Unreadable) {
                guard let block = try parseBlock() else { continue }
                if block.kind != .setup {
                    checkOrder(block, after: scenario.steps.last)
                    scenario.steps.append(block)
                } else if let earlier = setupSpan {
                    record(
                        "E0224", "there are two 'setup' blocks", at: block.titleSpan, help: "Join them into one.",
                        related: [RelatedPlace(earlier, "the first one")])
                } else {
                    if let first = scenario.steps.first {
                        record(
                            "E0224", "'setup' stands after a step", at: block.titleSpan,
                            explanation: "It runs before the first step.", help: "Move it above the first step.",
                            related: [RelatedPlace(first.titleSpan, "the first step")])
                    }
                    setupSpan = block.titleSpan
                    scenario.setup = block
                }
            } catch {
                if index == start { advance() }
                skipStatement()
            }
        }
    }

    private mutating func parseBlock() throws(Unreadable) -> Block? {
        let word = current
        guard word.kind == .name, Parser.blockWords.contains(word.text), opensBlock(index) || peek().kind != .op else {
            try failOutsideBlocks(word)
            return nil
        }
        advance()
        switch word.text {
        case "race": return try parseRace(word)
        case "exit":
            let items = try parseItems(of: "'exit'", word.span)
            checkExit(items)
            return Block(
                kind: .exit, title: "The program ends", titleSpan: word.span, items: items,
                span: Span(word.span.start, previousEnd))
        case "setup":
            let items = try parseItems(of: "'setup'", word.span)
            return Block(
                kind: .setup, title: "setup", titleSpan: word.span, items: items,
                span: Span(word.span.start, previousEnd))
        default:
            let title = try parseTitle(word)
            let items = try parseItems(of: "the step's title", word.span.union(title.span))
            return Block(
                kind: .step, title: title.value, titleSpan: title.span, items: items,
                span: Span(word.span.start, previousEnd))
        }
    }

    /// The title in quotes behind `step` or `race`.
    mutating func parseTitle(_ word: Token) throws(Unreadable) -> HeaderEntry<String> {
        guard let title = current.string else {
            throw fail(
                "E0225", "this \(word.text) has no title", at: word.span,
                help: "Write: \(word.text) \"What happens here\":")
        }
        return HeaderEntry(value: title.value, span: advance().span)
    }

    /// Nothing comes after `exit:`.
    private mutating func checkOrder(_ block: Block, after last: Block?) {
        guard let last, last.kind == .exit else { return }
        record(
            "E0238", "this block stands after 'exit'", at: block.titleSpan,
            explanation: "There the program has ended, and its names are gone.",
            help: "Make 'exit' the last block.", related: [RelatedPlace(last.titleSpan, "the program ends here")])
    }

    /// The program has ended where the lines of `exit:` are read.
    private mutating func checkExit(_ items: [BlockItem]) {
        for item in items {
            let span: Span
            switch item {
            case .statement(let statement): span = statement.span
            case .foreign(let item): span = item.span
            case .directive(let directive):
                guard case .expectRaises = directive.kind else { continue }
                span = directive.span
            }
            record(
                "E0239", "a statement stands in 'exit'", at: Span(span.start, min(span.end, span.start + 1)),
                explanation: "The program has ended there; what still runs are finalizers and callbacks.",
                help: "Put the statement into a step above, and directives such as 'expect freed(L)' here.")
        }
    }

    private mutating func failOutsideBlocks(_ word: Token) throws(Unreadable) {
        if word.kind == .name, Parser.headerWords.contains(word.text), peek().kind == .string || peek().kind == .name {
            throw fail(
                "E0226", "the header entry '\(word.text)' stands below a block", at: word.span,
                help: "Move it to the top of the file.")
        }
        if word.kind == .name, peek().kind == .string || peek().isOp(":"),
            let meant = nearest(word.text, among: Parser.blockWords)
        {
            throw fail("E0227", "there is no block '\(word.text)'", at: word.span, help: "Did you mean '\(meant)'?")
        }
        if word.kind == .name, peek().kind == .string {
            throw fail(
                "E0221", "a header has no entry '\(word.text)'", at: word.span,
                help: "The entries of a header are: \(Parser.headerWords.joined(separator: ", ")).")
        }
        throw fail(
            "E0228", "this line stands outside every block", at: lineSpan(word),
            explanation: "In a scenario with steps every statement belongs to 'setup' or to a step.",
            help: "Indent it under a 'step \"…\":' or under 'setup:'.")
    }

    private func lineSpan(_ token: Token) -> Span {
        let line = file.lineSpan(file.line(at: token.span.start))
        return Span(token.span.start, max(token.span.end, line.end))
    }

    /// Reads the colon and the block below it.
    ///
    /// - Parameter parseItem: reads a line of the block; nil for the front's own way.
    mutating func parseItems(
        of owner: String, _ ownerSpan: Span, by parseItem: ((inout Parser) -> [BlockItem])? = nil
    ) throws(Unreadable) -> [BlockItem] {
        guard takeOp(":") else {
            throw fail(
                "E0215", "expected ':' after \(owner), found \(describe(current))", at: place(current),
                help: colonHelp(owner))
        }
        guard current.kind == .newline || current.kind == .end else {
            throw fail(
                "E0229", "a block starts on a line of its own", at: current.span,
                help: "Move this to the next line and indent it.")
        }
        advance()
        guard current.kind == .indent else {
            throw fail(
                "E0216", "expected an indented block after \(owner)", at: ownerSpan,
                help: "Indent the lines that belong to it by four spaces, or write 'pass' where there are none.")
        }
        advance()
        var items: [BlockItem] = []
        while current.kind != .dedent, current.kind != .end {
            if current.kind == .indent {
                reportUnexpectedIndent()
            } else {
                items.append(contentsOf: parseItem?(&self) ?? front.parseItem(&self))
            }
        }
        if current.kind == .dedent { advance() }
        return items
    }

    // MARK: - Plain files

    private mutating func parsePlainSteps(_ scenario: inout Scenario) {
        while current.kind != .end {
            if current.kind == .newline || current.kind == .dedent {
                advance()
                continue
            }
            if current.kind == .indent {
                reportUnexpectedIndent()
                continue
            }
            for item in front.parsePlainItem(&self) {
                let firstLine = file.lineSpan(file.line(at: item.span.start))
                let title = file.text(Span(item.span.start, min(firstLine.end, item.span.end)))
                scenario.steps.append(
                    Block(kind: .step, title: title, titleSpan: item.span, items: [item], span: item.span))
            }
        }
    }
}
