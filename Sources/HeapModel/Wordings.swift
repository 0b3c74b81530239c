/// How one span of versions puts what an exception says.
///
/// Exceptions are raised in the words of CPython 3.11 (or, where another version tells more, in those of that one); a
/// row of `Wordings` says which versions put the same in other words. A pattern has `{}` for what differs from case to
/// case; the words refer to these parts by number: `{0}`. `{0.last}` is what follows its last dot, `{0.owner}` what
/// precedes it: `Node.next` has the last part `next` and the owner `Node`.
package struct Wording: Sendable {
    package enum Span: Sendable {
        /// This version and the older ones.
        case until(Int, Int)
        /// This version and the newer ones.
        case since(Int, Int)
        case only(Int, Int)

        func holds(_ version: RuntimeVersion) -> Bool {
            switch self {
            case .until(let major, let minor): version <= RuntimeVersion(major, minor)
            case .since(let major, let minor): version >= RuntimeVersion(major, minor)
            case .only(let major, let minor): version == RuntimeVersion(major, minor)
            }
        }
    }

    var span: Span
    var type: String
    /// The pattern, cut at its placeholders.
    var pieces: [String]
    var words: String
    /// The type where it is another one, too.
    var otherType: String?

    init(_ span: Span, _ type: String, _ pattern: String, _ words: String, as otherType: String? = nil) {
        self.span = span
        self.type = type
        self.pieces = pattern.split(separator: "{}", omittingEmptySubsequences: false).map(String.init)
        self.words = words
        self.otherType = otherType
    }

    /// What stands in place of the placeholders; nil where the message has another form.
    func parts(of message: String) -> [Substring]? {
        guard message.hasPrefix(pieces[0]) else { return nil }
        var rest = message.dropFirst(pieces[0].count)
        if pieces.count == 1 { return rest.isEmpty ? [] : nil }
        var found: [Substring] = []
        for piece in pieces.dropFirst().dropLast() {
            guard let place = rest.firstRange(of: piece) else { return nil }
            found.append(rest[..<place.lowerBound])
            rest = rest[place.upperBound...]
        }
        guard let end = pieces.last, rest.hasSuffix(end) else { return nil }
        return found + [rest.dropLast(end.count)]
    }

    func filled(with parts: [Substring]) -> String {
        var text = words
        for (number, part) in parts.enumerated() {
            let dot = part.lastIndex(of: ".")
            let last = dot.map { part[part.index(after: $0)...] } ?? part
            let owner = dot.map { part[..<$0] } ?? ""
            text = text.replacing("{\(number)}", with: part).replacing("{\(number).last}", with: last)
                .replacing("{\(number).owner}", with: owner)
        }
        return text
    }
}

/// The words of one version.
package struct Wordings: Sendable {
    private let rows: [String: [Wording]]

    package init(_ version: RuntimeVersion) {
        rows = Dictionary(grouping: Wordings.table.filter { $0.span.holds(version) }, by: \.type)
    }

    /// The type and the message of an exception in the version's words. The first row of the table that fits decides.
    package func put(_ type: String, _ message: String) -> (type: String, message: String) {
        for row in rows[type] ?? [] {
            if let parts = row.parts(of: message) { return (row.otherType ?? type, row.filled(with: parts)) }
        }
        return (type, message)
    }
}
