/// Draws diagnostics for a person: the place, the source line with the span underlined, the cause, the way out.
public struct TerminalRenderer: Sendable {
    /// Whether to colour with ANSI escapes.
    public var usesColor: Bool

    /// A renderer with or without colour.
    public init(usesColor: Bool = false) {
        self.usesColor = usesColor
    }

    private enum Style: String {
        case error = "31;1"
        case warning = "33;1"
        case place = "34;1"
        case help = "32"
        case strong = "1"
    }

    private func paint(_ text: String, _ style: Style) -> String {
        usesColor ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
    }

    /// The diagnostics one below the other, an empty line between them, and a newline at the end; nothing for none.
    public func render(_ diagnostics: [Diagnostic]) -> String {
        diagnostics.map { render($0) }.joined(separator: "\n")
    }

    /// One diagnostic; ends with a newline.
    public func render(_ diagnostic: Diagnostic) -> String {
        let style: Style = diagnostic.severity == .error ? .error : .warning
        let title = Self.shortened(TerminalText.visible(diagnostic.title))
        var lines = [
            paint("\(diagnostic.severity.rawValue)[\(diagnostic.code)]", style) + paint(": \(title)", .strong)
        ]
        if let span = diagnostic.span {
            lines += excerpt(span, in: diagnostic.file, style: style, message: "")
        } else {
            lines.append("  " + paint("-->", .place) + " \(diagnostic.file.name)")
        }
        for place in diagnostic.related {
            lines += excerpt(place.span, in: diagnostic.file, style: .place, message: place.message)
        }
        if !diagnostic.explanation.isEmpty { lines += paragraph("why", diagnostic.explanation, .strong) }
        if !diagnostic.help.isEmpty { lines += paragraph("help", diagnostic.help, .help) }
        return lines.joined(separator: "\n") + "\n"
    }

    private func paragraph(_ head: String, _ text: String, _ style: Style) -> [String] {
        let indent = String(repeating: " ", count: head.count + 4)
        let lines = TextWrapping.wrap(Self.shortened(TerminalText.visible(text)), width: 100)
        return lines.enumerated().map { index, line in
            index == 0 ? "  " + paint("\(head):", style) + " \(line)" : indent + line
        }
    }

    /// What a message quotes of a program may be of any length.
    private static func shortened(_ text: String) -> String {
        text.utf8.count > 4 * most ? String(text.prefix(most)) + "…" : text
    }

    private static let most = 1_000

    // MARK: - The source line

    /// Lines longer than this are cut around the place.
    private static let widest = 160

    /// So many bytes around a place are looked at; a character that is wider than one column has at least two bytes.
    private static let reach = 4 * widest

    private func excerpt(_ span: Span, in file: SourceFile, style: Style, message: String) -> [String] {
        let (line, column) = file.position(at: span.start)
        let lineSpan = file.lineSpan(line)
        let number = String(line)
        let margin = String(repeating: " ", count: number.count + 1)
        let start = min(span.start, lineSpan.end)
        let end = min(max(span.end, start), max(lineSpan.end, start))
        let (before, marked, after) = texts(around: Span(start, end), lineSpan, in: file)
        let underline =
            String(repeating: " ", count: TerminalText.width(before))
            + String(repeating: "^", count: max(1, TerminalText.width(marked)))
        let note = message.isEmpty ? "" : " " + TerminalText.visible(message)
        return [
            "\(margin)\(paint("-->", .place)) \(file.name):\(line):\(column)",
            "\(paint("\(number) |", .place)) \(before)\(marked)\(after)",
            "\(margin)\(paint("|", .place)) \(paint(underline + note, style))",
        ]
    }

    /// What stands before, in and after a place of a line, as a terminal shows it, and cut where it is long.
    private func texts(
        around span: Span, _ line: Span, in file: SourceFile
    ) -> (before: String, marked: String, after: String) {
        let first = max(line.start, file.characterStart(span.start - Self.reach))
        let last = min(line.end, file.characterStart(span.end + Self.reach))
        let middle = min(span.end, file.characterStart(span.start + Self.reach))
        var before = TerminalText.expand(file.text(Span(first, span.start)), from: 0)
        if first > line.start || TerminalText.width(before) > Self.widest / 2 {
            before = "…" + before.suffix(Self.widest / 2)
        }
        var marked = TerminalText.expand(file.text(Span(span.start, middle)), from: TerminalText.width(before))
        if middle < span.end || TerminalText.width(marked) > Self.widest { marked = marked.prefix(Self.widest) + "…" }
        let column = TerminalText.width(before) + TerminalText.width(marked)
        var after = TerminalText.expand(file.text(Span(span.end, last)), from: column)
        if last < line.end || TerminalText.width(after) > Self.widest { after = after.prefix(Self.widest) + "…" }
        return (before, marked, after)
    }
}
