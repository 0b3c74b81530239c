import Diagnostics

/// A line of a block that is written in another language than Python: a statement of C, a thread of a race.
///
/// A front reads it and the runtime of that front runs it; all between them pass it on unseen.
package protocol ForeignItem: Sendable {
    var span: Span { get }
}

/// How the bodies of blocks are written: the front of a runtime. Header, blocks and their order are the same in all.
protocol BodyFront: Sendable {
    /// The name of the language.
    var language: String { get }
    /// Whether it reads the blocks of a scenario with this runtime.
    func reads(runtime: [String]) -> Bool
    /// The words of a file, with those of layout.
    func lex(_ file: SourceFile) -> (stream: TokenStream, diagnostics: [Diagnostic])
    /// Reads a statement or a directive of a block; at least one token.
    func parseItem(_ parser: inout Parser) -> [BlockItem]
    /// Reads a statement of a file without blocks; at least one token.
    func parsePlainItem(_ parser: inout Parser) -> [BlockItem]
    /// Reads what is asked about a state on the command line. Nil where it is a Python expression.
    func parseQuestion(_ parser: inout Parser) -> (any ForeignItem)?
}

/// Every front; the first that reads a runtime's blocks is taken.
private let fronts: [any BodyFront] = [CFront(), PythonFront()]

/// The language in which the blocks of a scenario are written that names this runtime, such as `Python`.
package func language(ofRuntime name: String) -> String { front(forRuntime: name).language }

func front(forRuntime name: String) -> any BodyFront {
    let words = name.split(separator: " ").map(String.init)
    return fronts.first { $0.reads(runtime: words) } ?? PythonFront()
}

/// Python's statements, and directives between them.
struct PythonFront: BodyFront {
    let language = "Python"

    func reads(runtime: [String]) -> Bool { true }

    func lex(_ file: SourceFile) -> (stream: TokenStream, diagnostics: [Diagnostic]) {
        var lexer = Lexer(file)
        let stream = lexer.lex()
        return (stream, lexer.diagnostics)
    }

    func parseItem(_ parser: inout Parser) -> [BlockItem] {
        parser.parseDirective() ?? parser.parseStatement().map { .statement($0) }
    }

    func parsePlainItem(_ parser: inout Parser) -> [BlockItem] {
        parser.parseStatement().map { .statement($0) }
    }

    func parseQuestion(_ parser: inout Parser) -> (any ForeignItem)? { nil }
}
