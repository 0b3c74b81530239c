import Diagnostics

// `race` blocks: threads or processes, a schedule, directives.
extension Parser {
    mutating func parseRace(_ word: Token) throws(Unreadable) -> Block {
        guard front is PythonFront else {
            throw fail(
                "E1101", "a race cannot stand in a \(front.language) scenario", at: word.span,
                explanation: "A race is about reference counts, which \(front.language) does not have.",
                help: "Leave the block out, or write 'runtime cpython 3.11' and Python statements.")
        }
        let title = try parseTitle(word)
        let items = try parseItems(of: "the race's title", word.span.union(title.span)) { $0.parseRaceItem() }
        return Block(
            kind: .race, title: title.value, titleSpan: title.span, items: items,
            span: Span(word.span.start, previousEnd))
    }

    private mutating func parseRaceItem() -> [BlockItem] {
        let word = current
        let start = index
        do throws(Unreadable) {
            switch word.kind == .name ? word.text : "" {
            case "thread", "process": return [.foreign(try parseRaceLane(word))]
            case "schedule": return [.foreign(try parseSchedule(word))]
            default: break
            }
            if let directive = parseDirective() { return directive }
            if word.kind == .name, peek().kind == .name, let meant = nearest(word.text, among: ScenarioWords.raceParts)
            {
                throw fail("E0232", "a race has no '\(word.text)'", at: word.span, help: "Did you mean '\(meant)'?")
            }
            throw fail(
                "E1102", "a statement stands directly in a race", at: place(word),
                explanation: "In a race every statement belongs to a thread or a process.",
                help: "Indent it under 'thread A:', or move it into a step.")
        } catch {
            if index == start { advance() }
            skipStatement()
            return []
        }
    }

    private mutating func parseRaceLane(_ word: Token) throws(Unreadable) -> RaceLaneSource {
        advance()
        let name = try expectName("the name of a \(word.text)")
        let items = try parseItems(of: "the \(word.text)'s name", word.span.union(name.span)) {
            $0.parseStatement().map { .statement($0) }
        }
        return RaceLaneSource(
            kind: word.text == "thread" ? .thread : .process, name: name.name, nameSpan: name.span,
            statements: items.compactMap { if case .statement(let statement) = $0 { statement } else { nil } },
            span: Span(word.span.start, previousEnd))
    }

    /// `schedule all`, or the actions in their order, in brackets where they take several lines.
    private mutating func parseSchedule(_ word: Token) throws(Unreadable) -> RaceSchedule {
        advance()
        if current.isName("all"), peek().kind == .newline || peek().kind == .end || peek().kind == .dedent {
            advance()
            try endScheduleLine()
            return RaceSchedule(kind: .all, span: Span(word.span.start, previousEnd))
        }
        let isBracketed = takeOp("(")
        var actions: [RaceSchedule.Action] = []
        repeat {
            if isBracketed, current.isOp(")") { break }
            let lane = try expectName("the name of a thread")
            guard takeOp(".") else {
                throw fail(
                    "E1103", "expected '.' and an action after '\(lane.name)', found \(describe(current))",
                    at: place(current), help: "Write: schedule A.load, B.load, A.add, A.store, B.add, B.store")
            }
            actions.append(RaceSchedule.Action(lane: lane, action: try expectName("the name of an action")))
        } while takeOp(",")
        if isBracketed { try expectOp(")", "to close the bracket") }
        let span = Span(word.span.start, previousEnd)
        try endScheduleLine()
        return RaceSchedule(kind: .actions(actions), span: span)
    }

    private mutating func endScheduleLine() throws(Unreadable) {
        if current.kind == .newline {
            advance()
        } else if current.kind != .end, current.kind != .dedent {
            throw fail(
                "E0230", "expected the end of the line after 'schedule', found \(describe(current))", at: current.span,
                help: "Put commas between the actions.")
        }
    }
}
