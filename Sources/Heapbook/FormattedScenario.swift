import Diagnostics
import ScenarioSyntax

/// A scenario's text in the one style that all scenarios have, or why there is none.
public struct FormattedScenario: Sendable {
    /// The text, in UTF-8; nil where the file has errors.
    public var bytes: [UInt8]?
    /// What is wrong with the file; empty where there is a text.
    public var diagnostics: [Diagnostic]

    /// A mistake of the formatter's: what it wrote does not say what the file says.
    public struct Failure: Error, Equatable, Sendable, CustomStringConvertible {
        /// The file.
        public var path: String
        /// The first line, from 1, that would have changed its meaning.
        public var line: Int

        /// What happened, and what can be done.
        public var description: String {
            "'\(path)' is left as it is: formatting it would change what line \(line) says. "
                + "That is a mistake of heapbook's; please report it with the file"
        }
    }

    /// Formats a scenario: four spaces a level, spaces by PEP 8, one empty line above each block. Lines end where they
    /// did, strings and comments stay as they are, and the syntax tree is the same.
    ///
    /// - Throws: ``Failure``.
    public init(_ file: SourceFile) throws(Failure) {
        switch format(file) {
        case .formatted(let bytes): (self.bytes, diagnostics) = (bytes, [])
        case .refused(let diagnostics): (bytes, self.diagnostics) = (nil, diagnostics)
        case .mismatch(let line): throw Failure(path: file.name, line: line)
        }
    }
}
