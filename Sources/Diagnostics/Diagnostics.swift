// Diagnostics: what every stage says about its input, as values.
//
// In:  source text and byte spans in it.
// Out: `Diagnostic` values, their drawing for a terminal (`TerminalRenderer`), as JSON (`diagnosticsJSON`) or as SARIF
//      (`diagnosticsSARIF`), and a page about each code (`CodePage`).
//
// 1. A `SourceFile` holds the bytes and knows where its lines start. Spans are byte offsets everywhere; a line and a
//    column are computed only when a place is shown to a person.
// 2. A stage collects `Diagnostic`s and returns them beside its value; it neither prints nor throws strings.
// 3. Only the command line decides how a person sees them.

/// A half-open range of byte offsets in one source file.
public struct Span: Hashable, Sendable {
    /// The offset of the first byte.
    public var start: Int
    /// The offset after the last byte.
    public var end: Int

    /// The bytes from `start` up to, not including, `end`.
    public init(_ start: Int, _ end: Int) {
        self.start = start
        self.end = max(start, end)
    }

    /// The smallest span that covers both.
    public func union(_ other: Span) -> Span {
        Span(min(start, other.start), max(end, other.end))
    }
}

/// How bad a diagnostic is.
public enum Severity: String, Sendable, Codable {
    /// The input is wrong; nothing is made from it.
    case error
    /// The input can be used, but is probably not what was meant.
    case warning
}

/// A second place that a diagnostic points at, and why.
public struct RelatedPlace: Equatable, Sendable {
    /// The place, in the same file.
    public var span: Span
    /// What it has to do with the matter.
    public var message: String

    /// Makes a related place.
    public init(_ span: Span, _ message: String) {
        self.span = span
        self.message = message
    }
}

/// One thing that a stage has to say about a file: the place, the cause, the way out.
public struct Diagnostic: Equatable, Sendable {
    /// A stable code such as `E0204`.
    public var code: String
    /// Error or warning.
    public var severity: Severity
    /// The file it is about.
    public var file: SourceFile
    /// The exact place; nil where it is about the file as a whole.
    public var span: Span?
    /// One sentence: what is wrong, without a full stop.
    public var title: String
    /// The cause, and what CPython would do; empty where the title says it all.
    public var explanation: String
    /// The way out; empty where there is none to offer.
    public var help: String
    /// Further places that belong to the cause.
    public var related: [RelatedPlace]

    /// Makes a diagnostic.
    public init(
        _ code: String, _ title: String, in file: SourceFile, at span: Span?, severity: Severity = .error,
        explanation: String = "", help: String = "", related: [RelatedPlace] = []
    ) {
        self.code = code
        self.severity = severity
        self.file = file
        self.span = span
        self.title = title
        self.explanation = explanation
        self.help = help
        self.related = related
    }
}

/// Whether any of the diagnostics is an error.
public func containsError(_ diagnostics: [Diagnostic]) -> Bool {
    diagnostics.contains { $0.severity == .error }
}

extension [Diagnostic] {
    /// So many are kept of one file by each that looks for mistakes: a file that is no scenario at all could have
    /// millions, and nobody reads them.
    public static let mostKept = 100

    /// Appends a diagnostic, as far as there are not too many already.
    package mutating func note(_ diagnostic: Diagnostic) {
        if count < Self.mostKept { append(diagnostic) }
    }
}
