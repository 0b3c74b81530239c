// ScenarioSyntax: from text to a tree.
//
// In:  a `SourceFile`.
// Out: a `Scenario` (always, whatever the input) and the diagnostics of reading it.
//
// 1. The header says which runtime the scenario is for, and so which `BodyFront` reads its blocks: Python's, or C's.
// 2. The front's lexer makes tokens: `Lexer` by Python's rules for lines, indentation and literals, `CLexer` by C's.
// 3. `Parser` reads the header and the blocks, and inside them statements and expressions, by recursive descent.
//    A statement that cannot be read is skipped with its block and one diagnostic; reading goes on after it.
// 4. `dump` writes a tree as text, for tests; `format` writes a file in the one style (`Formatting/Formatter.swift`).
//
// The whole of Python 3's statements and expressions is read, also what the compiler refuses: so the refusal can name
// the construct.

import Diagnostics

/// The result of reading a file: a tree for any input, and what is wrong with it.
package struct ParseResult: Sendable {
    package var scenario: Scenario
    /// The words of the text, always closed by `.end`; none where it is no text.
    package var tokens: [Token] = []
    package var comments: [Span]
    package var diagnostics: [Diagnostic]
}

/// Reads a scenario.
///
/// The runtime line says how the blocks are written.
///
/// - Parameter runtime: the runtime where the file names none.
package func parse(_ file: SourceFile, runtime: String? = nil) -> ParseResult {
    if let refusal = refuseWhatIsNoText(file) {
        let empty = Scenario(file: file, header: Header(), setup: nil, steps: [], isPlain: true)
        return ParseResult(scenario: empty, comments: [], diagnostics: [refusal])
    }
    return onDeepStack { _ in
        let asPython = PythonFront().lex(file)
        let front = front(forRuntime: runtimeInHeader(file, asPython.stream) ?? runtime ?? "")
        let (stream, diagnostics) = front is PythonFront ? asPython : front.lex(file)
        var parser = Parser(file, stream.tokens, front: front)
        parser.diagnostics = diagnostics
        let scenario = parser.parseScenario()
        return ParseResult(
            scenario: scenario, tokens: stream.tokens, comments: stream.comments,
            diagnostics: inReadingOrder(parser.diagnostics))
    }
}

/// What the header names as the runtime, or the first of several. Its lines are words and strings in any language.
private func runtimeInHeader(_ file: SourceFile, _ stream: TokenStream) -> String? {
    var parser = Parser(file, stream.tokens)
    var header = Header()
    parser.parseHeader(&header)
    return header.runtime?.value ?? header.compared.first?.value
}

/// Reads what is asked about a state of a scenario in another language than Python; nil where that is Python.
package func parseQuestion(
    _ file: SourceFile, runtime: String
) -> (question: any ForeignItem, diagnostics: [Diagnostic])? {
    let front = front(forRuntime: runtime)
    let (stream, diagnostics) = front.lex(file)
    var parser = Parser(file, stream.tokens, front: front)
    parser.diagnostics = diagnostics
    return front.parseQuestion(&parser).map { ($0, inReadingOrder(parser.diagnostics)) }
}

/// Reads one expression that fills the whole text, as a test or a query on the command line gives it.
package func parseExpression(_ file: SourceFile) -> (expression: Expression, diagnostics: [Diagnostic]) {
    onDeepStack { _ in
        var lexer = Lexer(file)
        let stream = lexer.lex()
        var parser = Parser(file, stream.tokens)
        parser.diagnostics = lexer.diagnostics
        let expression = parser.parseWholeExpression()
        return (expression, inReadingOrder(parser.diagnostics))
    }
}

private func refuseWhatIsNoText(_ file: SourceFile) -> Diagnostic? {
    if let zero = file.bytes.firstIndex(of: 0) {
        return Diagnostic(
            "E0001", "this is not a text file", in: file, at: nil,
            explanation: "A NUL byte stands at offset \(zero). CPython says: source code cannot contain null bytes.",
            help: "A scenario is plain text in UTF-8.")
    }
    if String(validating: file.bytes, as: UTF8.self) == nil {
        return Diagnostic(
            "E0002", "this file is not valid UTF-8", in: file, at: firstInvalidSpan(file),
            help: "Save it as UTF-8.")
    }
    return nil
}

private func firstInvalidSpan(_ file: SourceFile) -> Span? {
    let line = file.lineStarts.indices.first { index in
        let span = file.lineSpan(index + 1)
        return String(validating: file.bytes[span.start..<span.end], as: UTF8.self) == nil
    }
    return line.map { file.lineSpan($0 + 1) }
}

/// Diagnostics by place; of several at one place only the first, which is the cause, and none about a bracket that the
/// lexer has reported already.
private func inReadingOrder(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    var seen: Set<Int> = []
    let neverClosed = Set(diagnostics.filter { $0.code == "E0104" }.compactMap { $0.span?.start })
    let causes = diagnostics.filter { diagnostic in
        !diagnostic.related.contains { neverClosed.contains($0.span.start) }
    }
    let sorted = causes.enumerated().sorted { left, right in
        let (a, b) = (left.element.span?.start ?? -1, right.element.span?.start ?? -1)
        return a == b ? left.offset < right.offset : a < b
    }
    let atOwnPlaces = sorted.map(\.element).filter { seen.insert($0.span?.start ?? -1).inserted }
    return withoutFollowUps(atOwnPlaces)
}

/// What is wrong with characters (E01xx) is the cause of what is wrong with the statement on the same line.
private func withoutFollowUps(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    func line(_ diagnostic: Diagnostic) -> Int? { diagnostic.span.map { diagnostic.file.line(at: $0.start) } }
    func isAboutCharacters(_ diagnostic: Diagnostic) -> Bool { diagnostic.code.hasPrefix("E01") }
    let lines = Set(diagnostics.filter(isAboutCharacters).compactMap(line))
    return diagnostics.filter { diagnostic in
        isAboutCharacters(diagnostic) || !(line(diagnostic).map { lines.contains($0) } ?? false)
    }
}
