import Diagnostics

/// What an editor can do about a diagnostic: the help that it gives, as a change of the text.
struct QuickFix: Equatable {
    var title: String
    /// The span that is replaced, and by what.
    var span: Span
    var text: String

    /// The fix that a diagnostic's help spells out; nil where the help leaves a choice.
    init?(_ diagnostic: Diagnostic) {
        guard let span = diagnostic.span else { return nil }
        let place = FixPlace(file: diagnostic.file, span: span)
        let help = diagnostic.help
        if let word = Self.quoted(after: "Did you mean '", in: help), let target = place.word(in: diagnostic.title) {
            self.init(title: "Change to '\(word)'", span: target, text: word)
        } else if let word = Self.quoted(after: "Choose another name, such as '", in: help) {
            self.init(title: "Change to '\(word)'", span: span, text: word)
        } else if help.hasPrefix("Write ':' at the end of this line") {
            self.init(title: "Write ':'", span: place.endOfCode, text: ":")
        } else if let bracket = Self.quoted(after: "Write the matching '", in: help) {
            self.init(title: "Write '\(bracket)'", span: place.endOfCode, text: bracket)
        } else if let word = Self.quoted(after: "Write '", in: help), help.hasSuffix("' here.") {
            self.init(title: "Write '\(word)'", span: Span(span.start, span.start), text: word)
        } else if help.contains("write '=='"), place.text == "=" {
            self.init(title: "Compare with '=='", span: span, text: "==")
        } else if help.contains("Leave the line out") || help.hasPrefix("Leave the 'runtime' line out") {
            // Of the two lines that do not go together, the runtime's.
            let lines = ([span] + diagnostic.related.map(\.span)).map {
                FixPlace(file: diagnostic.file, span: $0).wholeLine
            }
            let line = help.contains("'runtime'") ? lines.first { diagnostic.file.text($0).hasPrefix("runtime") } : nil
            self.init(title: "Remove the line", span: line ?? lines[0], text: "")
        } else if help.hasPrefix("Write: runtime ") {
            self.init(title: "Remove the quotes", span: span, text: String(help.dropFirst("Write: runtime ".count)))
        } else if let fix = Self.print(diagnostic, place) ?? Self.expectation(diagnostic, place) {
            self = fix
        } else {
            return nil
        }
    }

    /// What a failing expectation is reported as.
    private static let failedExpectationCode = "E0503"

    private init(title: String, span: Span, text: String) {
        self.title = title
        self.span = span
        self.text = text
    }

    private static func quoted(after start: String, in text: String) -> String? {
        guard let found = text.range(of: start) else { return nil }
        let rest = text[found.upperBound...]
        guard let end = rest.firstIndex(of: "'"), end != rest.startIndex else { return nil }
        return String(rest[..<end])
    }

    /// `print x` becomes `print(x)`.
    private static func print(_ diagnostic: Diagnostic, _ place: FixPlace) -> QuickFix? {
        guard diagnostic.help == "Write print(…).", place.text.hasPrefix("print") else { return nil }
        let arguments = Span(diagnostic.span?.start ?? 0, place.endOfCode.start)
        let text = diagnostic.file.text(arguments).dropFirst("print".count).drop { $0 == " " || $0 == "\t" }
        return QuickFix(title: "Call print", span: arguments, text: "print(\(text))")
    }

    /// A comparison with a value that does not hold becomes one with what was found.
    private static func expectation(_ diagnostic: Diagnostic, _ place: FixPlace) -> QuickFix? {
        guard diagnostic.code == failedExpectationCode, let span = diagnostic.span else { return nil }
        let parts = diagnostic.explanation.components(around: "` is ")
        for part in parts {
            guard let tick = part.before.lastIndex(of: "`") else { continue }
            let asked = String(part.before[part.before.index(after: tick)...])
            let found = part.after.prefix { $0 != "," && $0 != " " }
            let value = found.hasSuffix(".") ? found.dropLast() : found[...]
            guard let start = place.text.range(of: "\(asked) == "), !value.isEmpty else { continue }
            let literal = place.text[start.upperBound...].prefix {
                $0.isNumber || $0.isLetter || $0 == "-" || $0 == "_"
            }
            let offset = span.start + place.text[..<start.upperBound].utf8.count
            guard !literal.isEmpty, literal != value else { continue }
            return QuickFix(
                title: "Expect \(asked) == \(value)", span: Span(offset, offset + literal.utf8.count),
                text: String(value))
        }
        return nil
    }
}

/// Places near a diagnostic's own.
private struct FixPlace {
    let file: SourceFile
    let span: Span

    var text: String { file.text(span) }

    private var line: Span { file.lineSpan(file.line(at: span.start)) }

    /// The line with its line end.
    var wholeLine: Span {
        let number = file.line(at: span.start)
        return Span(line.start, number < file.lineStarts.count ? file.lineStarts[number] : file.bytes.count)
    }

    /// Behind the last character of the line that is no space and in no comment.
    var endOfCode: Span {
        var end = line.end
        var quote: UInt8?
        for offset in line.start..<line.end {
            let byte = file.bytes[offset]
            if let open = quote {
                if byte == open { quote = nil }
            } else if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
                quote = byte
            } else if byte == UInt8(ascii: "#") {
                end = offset
                break
            }
        }
        while end > line.start, file.bytes[end - 1] == 0x20 || file.bytes[end - 1] == 0x09 { end -= 1 }
        return Span(end, end)
    }

    /// The part of the span that is the word in quotes of a title; the whole span where it is that word.
    func word(in title: String) -> Span? {
        let words = title.split(separator: "'", omittingEmptySubsequences: false).enumerated()
            .filter { $0.offset % 2 == 1 }.map { String($0.element) }
        for word in words where !word.isEmpty {
            guard let found = text.range(of: word) else { continue }
            let start = span.start + text[..<found.lowerBound].utf8.count
            return Span(start, start + word.utf8.count)
        }
        return nil
    }
}

extension String {
    /// The texts before and after each place of a separator.
    fileprivate func components(around separator: String) -> [(before: Substring, after: Substring)] {
        var parts: [(Substring, Substring)] = []
        var start = startIndex
        while let found = self[start...].range(of: separator) {
            parts.append((self[..<found.lowerBound], self[found.upperBound...]))
            start = found.upperBound
        }
        return parts
    }
}

extension OpenDocument {
    /// The fixes for what is wrong in a range.
    func codeActions(_ range: Span) -> JSONValue {
        let known = story?.version == document.version ? story?.diagnostics ?? [] : parsed.diagnostics
        var seen: Set<String> = []
        let actions = known.compactMap { diagnostic -> JSONValue? in
            guard diagnostic.file == document.file, let span = diagnostic.span,
                span.start <= range.end, range.start <= span.end, let fix = QuickFix(diagnostic),
                seen.insert("\(fix.span) \(fix.text)").inserted
            else { return nil }
            let edit: JSONValue = ["range": document.range(fix.span), "newText": .string(fix.text)]
            return [
                "title": .string(fix.title), "kind": "quickfix", "isPreferred": true,
                "diagnostics": [self.diagnostic(diagnostic)],
                "edit": ["changes": .object([document.uri: .array([edit])])],
            ]
        }
        return .array(actions)
    }
}
