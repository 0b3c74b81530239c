import Diagnostics

/// The lines that begin inside a string literal: their indentation belongs to the text and must not be changed.
package func linesInsideStrings(_ file: SourceFile) -> Set<Int> {
    var lexer = Lexer(file)
    var lines: Set<Int> = []
    for token in lexer.lex().tokens where token.kind == .string {
        let first = file.line(at: token.span.start)
        let last = file.line(at: max(token.span.start, token.span.end - 1))
        if last > first { lines.formUnion((first + 1)...last) }
    }
    return lines
}
