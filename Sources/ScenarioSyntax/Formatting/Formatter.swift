import Diagnostics

// The formatter: a scenario's text in the one style that all scenarios have.
//
// In:  a `SourceFile`.
// Out: its text formatted, or the diagnostics that keep it from being formatted.
//
// 1. The file is read. One with errors is refused: what cannot be read cannot be laid out again.
// 2. `LineCollector` divides tokens and comments into lines with a level of indentation.
// 3. `LineWriter` writes a line; `Spacing` says where in it a space stands.
// 4. The result is read again, and must have the same tokens and comments.
//
// Where a line ends is the author's affair: a picture for each line inside a call, and the constants that a line at the
// prompt has of its own, hang on it. So lines are neither joined nor broken. All else follows from the tokens alone:
// indentation, spaces, empty lines, line ends.

/// What formatting a file yields.
package enum FormatResult: Sendable {
    /// The text in the project's style, in UTF-8 with `\n` line ends.
    case formatted([UInt8])
    /// The file has errors, and stays as it is.
    case refused([Diagnostic])
    /// Formatting would have changed what the file says: a mistake of the formatter's. The line from which on.
    case mismatch(line: Int)
}

/// Formats a scenario.
package func format(_ file: SourceFile) -> FormatResult {
    format(file, parse(file))
}

/// Formats a scenario that has been read already.
package func format(_ file: SourceFile, _ parsed: ParseResult) -> FormatResult {
    guard !containsError(parsed.diagnostics) else { return .refused(parsed.diagnostics) }
    // C has a style of its own, and its lines are laid out by whoever wrote them.
    guard parsed.scenario.isPython else { return .formatted(file.bytes) }
    let collector = LineCollector(file, parsed)
    var text = ""
    for (index, line) in collector.lines.enumerated() {
        if index > 0 { text += String(repeating: "\n", count: collector.emptyLines(before: index)) }
        var writer = LineWriter(file, line)
        text += writer.write() + "\n"
    }
    let result = SourceFile(name: file.name, text: text)
    if let line = firstDifference(between: parsed, of: file, and: result) { return .mismatch(line: line) }
    return .formatted(result.bytes)
}

/// The line of the first token or comment that is not in both, nil where all are.
private func firstDifference(between parsed: ParseResult, of file: SourceFile, and result: SourceFile) -> Int? {
    func significant(_ tokens: [Token]) -> [Token] {
        tokens.indices.filter { index in
            !(tokens[index].isOp(";") && tokens[min(index + 1, tokens.count - 1)].kind == .newline)
        }.map { tokens[$0] }
    }
    var lexer = Lexer(result)
    let stream = lexer.lex()
    let (before, after) = (significant(parsed.tokens), significant(stream.tokens))
    for index in 0..<max(before.count, after.count) {
        guard before.indices.contains(index), after.indices.contains(index) else { return result.lineStarts.count }
        let (old, new) = (before[index], after[index])
        if old.kind != new.kind || withoutCarriageReturns(old.text) != withoutCarriageReturns(new.text) {
            return file.line(at: old.span.start)
        }
    }
    guard parsed.comments.count == stream.comments.count else { return 1 }
    for (old, new) in zip(parsed.comments, stream.comments)
    where withoutSpaceAtEnd(file.text(old)) != result.text(new) {
        return file.line(at: old.start)
    }
    return nil
}

/// Line ends as `\n` each; in a string too they are read as such (Lexer, `normaliseLineEnds`).
func withoutCarriageReturns(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "\r")) else { return text }
    return text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
}

func withoutSpaceAtEnd(_ text: String) -> String {
    var end = text.unicodeScalars.endIndex
    while end > text.unicodeScalars.startIndex {
        let last = text.unicodeScalars.index(before: end)
        guard [" ", "\t", "\u{0C}"].contains(text.unicodeScalars[last]) else { break }
        end = last
    }
    return String(text.unicodeScalars[..<end])
}
