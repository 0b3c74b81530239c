import Diagnostics
import ScenarioSyntax
import Timelines

// What is shown of the thing under the cursor: its type, its counts at that step, and who holds it.
extension OpenDocument {
    func hover(_ offset: Int) -> JSONValue {
        if let index = parsed.tokens.firstIndex(where: {
            $0.kind == .name && $0.span.start <= offset && offset <= $0.span.end
        }),
            let meaning = wordMeaning(index, parsed)
        {
            return answer(meaning, parsed.tokens[index].span)
        }
        guard let occurrence = names.occurrence(at: offset) else { return .null }
        return answer(describe(occurrence, parsed), occurrence.span)
    }

    private func answer(_ text: String, _ span: Span) -> JSONValue {
        ["contents": ["kind": "markdown", "value": .string(text)], "range": document.range(span)]
    }

    private func wordMeaning(_ index: Int, _ parsed: ParseResult) -> String? {
        let token = parsed.tokens[index]
        let before = index > 0 ? parsed.tokens[index - 1].kind : .newline
        let isFirst = before == .newline || before == .indent || before == .dedent
        let isCalled = index + 1 < parsed.tokens.count && parsed.tokens[index + 1].isOp("(")
        let line = parsed.tokens[..<index].last { $0.kind == .newline }?.span.end ?? 0
        let opener = parsed.tokens.first { $0.span.start >= line && $0.kind == .name }
        if isCalled, opener?.text != "expect" { return nil }
        if let occurrence = names.occurrence(at: token.span.start), occurrence.span == token.span {
            let isBound = names.occurrences(of: occurrence.symbol).contains(where: \.isBinding)
            if isBound { return nil }
        }
        if token.text == "step", index + 1 < parsed.tokens.count, parsed.tokens[index + 1].isName("into") {
            return Words.directives["step into"]
        }
        return Words.meaning(token.text, isFirst: isFirst, isCalled: isCalled)
    }

    private func describe(_ occurrence: Occurrence, _ parsed: ParseResult) -> String {
        let path = path(of: occurrence, parsed)
        let name = document.file.text(occurrence.span)
        guard let story, !story.timelines.isEmpty else { return "`\(name)`" }
        var texts: [String] = []
        for timeline in story.timelines {
            let text = describe(path, occurrence, parsed, timeline) ?? Self.unknown(name, occurrence)
            let runtime = story.timelines.count > 1 ? "*\(timeline.scenario.runtime)*\n\n" : ""
            texts.append(runtime + text)
        }
        return texts.joined(separator: "\n\n---\n\n")
    }

    private static func unknown(_ name: String, _ occurrence: Occurrence) -> String {
        if case .variable(_, let scope) = occurrence.symbol, scope != 0 {
            return "`\(name)`: a variable of a function has a value only while the function runs; "
                + "with `step into` the scenario tells it line by line."
        }
        return "`\(name)` has no value after this step."
    }

    /// The way that ends with the name; the name alone inside an f-string.
    func path(of occurrence: Occurrence, _ parsed: ParseResult) -> NamePath? {
        guard let index = parsed.tokens.firstIndex(where: { $0.span == occurrence.span }) else {
            if case .attribute = occurrence.symbol { return nil }
            return NamePath(base: document.file.text(occurrence.span))
        }
        return NamePath(endingAt: index, in: parsed.tokens)
    }

    private func describe(
        _ path: NamePath?, _ occurrence: Occurrence, _ parsed: ParseResult, _ timeline: Timeline
    ) -> String? {
        var isLocal = false
        if case .variable(_, let scope) = occurrence.symbol { isLocal = scope != 0 }
        let isLabel = if case .label = occurrence.symbol { true } else { false }
        guard let path,
            let moment = StoryMoment(at: occurrence.span.start, in: parsed, timeline, isLocal: isLocal),
            let object = moment.object(path, isLabel: isLabel)
        else { return nil }
        return Self.text(of: object, name: document.file.text(occurrence.span), moment)
    }

    private static func text(of object: HeapObject, name: String, _ moment: StoryMoment) -> String {
        var type = object.type
        if let own = object.name { type += " \(own)" }
        if let repr = object.repr { type += " \(shortened(repr))" }
        var lines = ["`\(name)`: `\(type)`", ""]
        switch object.state {
        case .freed: return lines[0] + "\n\nfreed " + moment.place.replacing("after", with: "in")
        case .unreachable: lines.append("unreachable \(moment.place)")
        case .live: lines.append(moment.place)
        }
        let holders = moment.holders(of: object.id)
        lines += ["", references(object.refcount) + (holders.isEmpty ? "" : ":"), ""]
        lines += holders.prefix(mostHolders).map { "- `\($0)`" }
        if holders.count > mostHolders { lines.append("- and \(holders.count - mostHolders) more") }
        if !object.keptBy.isEmpty { lines += ["", "kept by \(object.keptBy.joined(separator: ", "))"] }
        var facts = [object.realRefcount.map { "real count \($0)" } ?? "shared by the interpreter: no real count"]
        if object.tracked { facts.append("generation \(object.generation.map { String($0) } ?? "none")") }
        if let size = object.size { facts.append("\(size) bytes") }
        return (lines + ["", facts.joined(separator: " · ")]).joined(separator: "\n")
    }

    private static let mostHolders = 12

    private static func references(_ count: Int) -> String { count == 1 ? "1 reference" : "\(count) references" }

    private static func shortened(_ text: String) -> String {
        text.count > 60 ? text.prefix(60) + "…" : text
    }
}
