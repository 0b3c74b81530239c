import Diagnostics
import Heapbook
import ScenarioCompiler
import ScenarioSyntax
import Timelines

/// What running a version of a document gave.
struct Story: Sendable {
    var version: Int
    /// One for each runtime that the scenario was run under; those of an earlier version where this one could not run.
    var timelines: [Timeline]
    var diagnostics: [Diagnostic]
}

/// An open document with what is known about it. What is read from a version is read once.
struct OpenDocument: Sendable {
    private(set) var document: Document
    var story: Story?
    /// The text as it was read last; of the present version after `read`.
    private(set) var parsed: ParseResult
    /// The names of the text, of the present version after `read(withNames: true)`.
    private(set) var names: NameIndex
    private var isRead = true
    private var isIndexed = true

    init(_ document: Document) {
        self.document = document
        parsed = parse(document.file)
        names = NameIndex(parsed)
    }

    /// Makes the changes of a new version, in order.
    ///
    /// - Returns: whether all of them could be made.
    mutating func change(_ changes: [JSONValue], to version: Int) -> Bool {
        let isComplete = changes.allSatisfy { document.apply($0) }
        document.becomeVersion(version)
        isRead = false
        isIndexed = false
        return isComplete
    }

    /// Reads the present version, once; and what its names stand for, once, where that is asked for.
    mutating func read(withNames: Bool) {
        if !isRead {
            parsed = parse(document.file)
            isRead = true
        }
        if withNames, !isIndexed {
            names = NameIndex(parsed)
            isIndexed = true
        }
    }

    // MARK: - Formatting

    /// One change that brings the text into the style; none where it is, or where it has errors.
    func formatting() -> JSONValue {
        guard case .formatted(let bytes) = format(document.file, parsed), bytes != document.file.bytes else {
            return .array([])
        }
        let old = document.file.bytes
        var start = zip(old, bytes).prefix { $0 == $1 }.count
        var end = zip(old[start...].reversed(), bytes[start...].reversed()).prefix { $0 == $1 }.count
        // A change lies between characters, and not inside one of a carriage return and a newline.
        func isInside(_ text: [UInt8], _ offset: Int) -> Bool {
            guard offset > 0, offset < text.count else { return false }
            return text[offset] & 0xC0 == 0x80
                || text[offset] == UInt8(ascii: "\n") && text[offset - 1] == UInt8(ascii: "\r")
        }
        while isInside(old, start) || isInside(bytes, start) { start -= 1 }
        while end > 0, isInside(old, old.count - end) || isInside(bytes, bytes.count - end) { end -= 1 }
        let text = String(decoding: bytes[start..<(bytes.count - end)], as: UTF8.self)
        return [["range": document.range(Span(start, old.count - end)), "newText": .string(text)]]
    }

    // MARK: - Diagnostics

    /// What is wrong, for the client to show. What is wrong in an included file stands at the line that includes it.
    func published() -> JSONValue {
        let own = (story?.diagnostics ?? []).map { diagnostic($0) }
        return [
            "uri": .string(document.uri), "version": .int(document.version), "diagnostics": .array(own),
        ]
    }

    /// Where another file is included; the start of this one where it is included by one that is.
    private func include(of file: SourceFile) -> Span {
        parsed.scenario.header.includes.first { file.name.hasSuffix($0.value) }?.span ?? Span(0, 0)
    }

    func diagnostic(_ diagnostic: Diagnostic) -> JSONValue {
        let isOwn = diagnostic.file.name == document.file.name
        var parts = [diagnostic.title, diagnostic.explanation, diagnostic.help].filter { !$0.isEmpty }
        if !isOwn {
            let line = diagnostic.span.map { ", line \(diagnostic.file.line(at: $0.start))" } ?? ""
            parts[0] = "\(diagnostic.file.name)\(line): \(parts[0])"
        }
        var result: [String: JSONValue] = [
            "range": document.range(isOwn ? diagnostic.span ?? Span(0, 0) : include(of: diagnostic.file)),
            "severity": diagnostic.severity == .error ? 1 : 2, "code": .string(diagnostic.code), "source": "heapbook",
            "message": .string(parts.joined(separator: "\n")),
        ]
        if isOwn, !diagnostic.related.isEmpty {
            result["relatedInformation"] = .array(
                diagnostic.related.map { place in
                    [
                        "location": ["uri": .string(document.uri), "range": document.range(place.span)],
                        "message": .string(place.message),
                    ]
                })
        }
        return .object(result)
    }
}
