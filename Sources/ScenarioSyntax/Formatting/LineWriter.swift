import Diagnostics

/// Writes one line; where it goes on over several lines of the file, it does so in the result.
struct LineWriter {
    private let file: SourceFile
    private let line: FormatLine
    private var spacing: Spacing
    private var text: String
    private let base: Int
    /// The indentation of the line that is being written.
    private var indent: Int
    /// For each open bracket the indentation of the line that it was opened in.
    private var brackets: [Int] = []

    static let step = 4

    init(_ file: SourceFile, _ line: FormatLine) {
        self.file = file
        self.line = line
        spacing = Spacing(startsWithDirective: line.isDirective)
        base = line.level * Self.step
        indent = base
        text = String(repeating: " ", count: base)
    }

    mutating func write() -> String {
        let further = furtherForContinuations()
        for (index, piece) in line.pieces.enumerated() {
            let before = index > 0 ? line.pieces[index - 1] : nil
            let breaks = before.map { lineNumber(piece.span.start) - lastLineNumber($0.span) } ?? 0
            if breaks > 0 {
                startLine(with: piece.token, after: before, isEmptyLineKept: breaks > 1, further: further)
            }
            guard let token = piece.token else {
                if index > 0, breaks == 0 { text += "  " }
                text += withoutSpaceAtEnd(file.text(piece.span))
                continue
            }
            if spacing.needsSpace(before: token), breaks == 0 { text += " " }
            text += withoutCarriageReturns(token.text)
            follow(token)
        }
        return text
    }

    /// Lines that go on above an indented block are indented further than the block.
    private func furtherForContinuations() -> Int {
        guard line.opensBlock else { return 0 }
        let starts = line.pieces.indices.dropFirst().filter { index in
            line.pieces[index].token != nil
                && lineNumber(line.pieces[index].span.start) > lastLineNumber(line.pieces[index - 1].span)
        }
        guard let last = starts.last, let token = line.pieces[last].token else { return 0 }
        return Self.isClosing(token) ? 0 : Self.step
    }

    private mutating func startLine(
        with token: Token?, after before: FormatLine.Piece?, isEmptyLineKept: Bool, further: Int
    ) {
        if brackets.isEmpty {
            if before?.token != nil { text += " \\" }
            indent = base + Self.step + further
            text += "\n"
        } else {
            let closes = token.map(Self.isClosing) ?? false
            let opened = before?.token.map(Self.isOpening) ?? false
            text += isEmptyLineKept && !closes && !opened ? "\n\n" : "\n"
            let opener = brackets[brackets.count - 1]
            indent = closes ? opener : opener + Self.step + (opener == base ? further : 0)
        }
        text += String(repeating: " ", count: indent)
    }

    private mutating func follow(_ token: Token) {
        if Self.isOpening(token) { brackets.append(indent) }
        if Self.isClosing(token), !brackets.isEmpty { brackets.removeLast() }
    }

    private func lineNumber(_ offset: Int) -> Int { file.line(at: offset) }

    private func lastLineNumber(_ span: Span) -> Int { file.line(at: max(span.start, span.end - 1)) }

    private static func isOpening(_ token: Token) -> Bool { token.isOp("(") || token.isOp("[") || token.isOp("{") }
    private static func isClosing(_ token: Token) -> Bool { token.isOp(")") || token.isOp("]") || token.isOp("}") }
}
