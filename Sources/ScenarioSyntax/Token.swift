import Diagnostics

/// One word of a scenario's text.
package struct Token: Equatable, Sendable {
    package enum Kind: Equatable, Sendable {
        case name
        case keyword
        case integer
        case float
        case imaginary
        case string
        case op
        case newline
        case indent
        case dedent
        case end
    }

    package var kind: Kind
    package var span: Span
    /// The token as written; empty for the layout tokens.
    package var text: String
    private let box: Box

    /// Few tokens are strings, so that all others are spared their room.
    private indirect enum Box: Equatable, Sendable {
        case none
        case string(StringToken)
    }

    package init(_ kind: Kind, _ span: Span, _ text: String = "", string: StringToken? = nil) {
        self.kind = kind
        self.span = span
        self.text = text
        box = string.map { .string($0) } ?? .none
    }

    /// The value and form of a string token.
    package var string: StringToken? {
        if case .string(let string) = box { string } else { nil }
    }

    package func isOp(_ text: String) -> Bool { kind == .op && self.text == text }
    package func isKeyword(_ text: String) -> Bool { kind == .keyword && self.text == text }
    package func isName(_ text: String) -> Bool { kind == .name && self.text == text }
}

/// A string literal, its escapes resolved.
package struct StringToken: Equatable, Sendable {
    /// The text; for a bytes literal what its bytes are as UTF-8.
    package var value: String
    /// What a bytes literal stands for.
    package var bytes: [UInt8] = []
    package var isBytes: Bool
    package var isFormatted: Bool
    package var isTripleQuoted: Bool
    package var isRaw = false
    /// What stands between the quotes.
    package var body = Span(0, 0)
}

/// Python 3's reserved words (Lib/keyword.py, 3.7 to 3.13).
package let pythonKeywords: Set<String> = [
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del",
    "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal",
    "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
]

/// What lexing yields: the tokens, always closed by `.end`, and the comments, which the tree does not hold.
package struct TokenStream: Sendable {
    package var tokens: [Token]
    package var comments: [Span]
}
