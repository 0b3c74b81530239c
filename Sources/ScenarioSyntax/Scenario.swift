import Diagnostics

/// A scenario as written: its header and its blocks.
package struct Scenario: Sendable {
    package var file: SourceFile
    package var header: Header
    /// `setup:`, which runs before the first step.
    package var setup: Block?
    /// The steps in order; in a plain file one for each top-level statement.
    package var steps: [Block]
    /// Whether the file is plain Python without blocks; then it has no directives.
    package var isPlain: Bool
}

/// The entries above the first block.
package struct Header: Sendable {
    package var title: HeaderEntry<String>?
    package var runtime: HeaderEntry<String>?
    package var summary: HeaderEntry<String>?
    package var tags: [HeaderEntry<String>] = []
}

/// A header's value and its place.
package struct HeaderEntry<Value: Sendable>: Sendable {
    package var value: Value
    package var span: Span
}

/// One indented block of the scenario.
package struct Block: Sendable {
    package enum Kind: String, Sendable {
        case setup, step
    }

    package var kind: Kind
    package var title: String
    package var titleSpan: Span
    package var items: [BlockItem]
    package var span: Span
}

/// What stands directly inside a block.
package enum BlockItem: Sendable {
    case statement(Statement)
    case directive(Directive)
}

/// A line that is about the story and not part of the program.
package struct Directive: Sendable {
    package enum Kind: Sendable {
        case note(String)
        case expect(Expression)
        /// `expect raises TYPE: STATEMENT`: the statements run, and must fail with an exception of this class.
        case expectRaises(Expression, [Statement])
        /// One part of the step for each line that runs inside its calls.
        case stepInto
        case label(Expression, name: String, nameSpan: Span)
        case focus([Expression])
        case hide([Expression])
    }

    package var kind: Kind
    package var span: Span
}
