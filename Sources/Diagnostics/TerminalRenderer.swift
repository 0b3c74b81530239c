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
        var lines = [
            paint("\(diagnostic.severity.rawValue)[\(diagnostic.code)]", style)
                + paint(": \(visible(diagnostic.title))", .strong)
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
        return wrap(visible(text), width: 100).enumerated().map { index, line in
            index == 0 ? "  " + paint("\(head):", style) + " \(line)" : indent + line
        }
    }

    private func wrap(_ text: String, width: Int) -> [String] {
        var lines: [String] = []
        for paragraph in text.split(separator: "\n", omittingEmptySubsequences: false) {
            var line = ""
            for word in paragraph.split(separator: " ") {
                if !line.isEmpty, line.count + word.count + 1 > width {
                    lines.append(line)
                    line = ""
                }
                line += (line.isEmpty ? "" : " ") + word
            }
            lines.append(line)
        }
        return lines
    }

    // MARK: - The source line

    /// Lines longer than this are cut around the place.
    private static let widest = 160

    private func excerpt(_ span: Span, in file: SourceFile, style: Style, message: String) -> [String] {
        let (line, column) = file.position(at: span.start)
        let lineSpan = file.lineSpan(line)
        let number = String(line)
        let margin = String(repeating: " ", count: number.count + 1)
        var before = expand(file.text(Span(lineSpan.start, min(span.start, lineSpan.end))), from: 0)
        let end = min(max(span.end, span.start), max(lineSpan.end, span.start))
        var marked = expand(file.text(Span(span.start, end)), from: width(before))
        var after = expand(file.text(Span(min(end, lineSpan.end), lineSpan.end)), from: 0)
        if width(before) > Self.widest / 2 { before = "…" + before.suffix(Self.widest / 2) }
        if width(marked) > Self.widest { marked = marked.prefix(Self.widest) + "…" }
        if width(after) > Self.widest { after = after.prefix(Self.widest) + "…" }
        let underline =
            String(repeating: " ", count: width(before)) + String(repeating: "^", count: max(1, width(marked)))
        let note = message.isEmpty ? "" : " " + message
        return [
            "\(margin)\(paint("-->", .place)) \(file.name):\(line):\(column)",
            "\(paint("\(number) |", .place)) \(before)\(marked)\(after)",
            "\(margin)\(paint("|", .place)) \(paint(underline + note, style))",
        ]
    }

    /// The text as a terminal shows it: tabs to the next multiple of four, nothing that could steer the terminal.
    private func expand(_ text: String, from column: Int) -> String {
        var result = ""
        for character in text {
            if character == "\t" {
                let used = column + width(result)
                result += String(repeating: " ", count: 4 - used % 4)
            } else {
                result += visible(String(character))
            }
        }
        return result
    }

    /// Control characters and those that turn the direction of text round, shown as U+FFFD.
    private func visible(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { scalar in
                    let isControl = scalar.value < 0x20 && scalar != "\n" || scalar.value >= 0x7F && scalar.value < 0xA0
                    let isBidirectional =
                        (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
                    return isControl || isBidirectional ? "\u{FFFD}" : scalar
                }))
    }

    /// How many columns a text takes: two for East Asian wide characters and emoji, none for combining marks.
    private func width(_ text: String) -> Int {
        text.reduce(0) { $0 + columns($1) }
    }

    private func columns(_ character: Character) -> Int {
        guard let first = character.unicodeScalars.first else { return 0 }
        if first.properties.isEmojiPresentation || character.unicodeScalars.contains("\u{FE0F}") { return 2 }
        if first.properties.generalCategory == .nonspacingMark { return 0 }
        let wide: [ClosedRange<UInt32>] = [
            0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
            0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD,
        ]
        return wide.contains { $0.contains(first.value) } ? 2 : 1
    }
}
