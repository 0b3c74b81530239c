import Diagnostics
import Heapbook

/// An open text and its version.
struct Document: Sendable {
    let uri: String
    private(set) var version: Int
    private(set) var file: SourceFile

    init(uri: String, version: Int, text: String) {
        self.uri = uri
        self.version = version
        file = SourceFile(name: DocumentPath(uri: uri).path, text: text)
    }

    /// A change of the protocol, `TextDocumentContentChangeEvent`: a range and its new text, or the whole text.
    ///
    /// - Returns: whether the change could be made.
    mutating func apply(_ change: JSONValue) -> Bool {
        guard let text = change["text"].string else { return false }
        guard !change["range"].isNull else {
            file = SourceFile(name: file.name, text: text)
            return true
        }
        guard let span = span(change["range"]) else { return false }
        let bytes = file.bytes[..<span.start] + Array(text.utf8) + file.bytes[span.end...]
        file = SourceFile(name: file.name, bytes: Array(bytes))
        return true
    }

    mutating func becomeVersion(_ number: Int) { version = number }

    /// Where the files that it includes are looked for; nil where it is no file.
    var folder: ScenarioFolder? {
        let path = DocumentPath(uri: uri)
        return path.folder.map { ScenarioFolder(path: $0, scenario: path.name) }
    }

    // MARK: - Places

    /// The offset of a `Position`: a line and UTF-16 units in it, both from 0. What lies behind the end of a line
    /// stands for its end, as the protocol has it.
    func offset(_ position: JSONValue) -> Int? {
        guard let line = position["line"].int, let character = position["character"].int, line >= 0, character >= 0
        else { return nil }
        guard line < file.lineStarts.count else { return file.bytes.count }
        let span = file.lineSpan(line + 1)
        var units = 0
        var offset = span.start
        while offset < span.end, units < character {
            let byte = file.bytes[offset]
            let length = Self.length(ofSequence: byte)
            units += length == 4 ? 2 : 1
            offset = min(offset + length, span.end)
        }
        return offset
    }

    func span(_ range: JSONValue) -> Span? {
        guard let start = offset(range["start"]), let end = offset(range["end"]), start <= end else { return nil }
        return Span(start, end)
    }

    func position(_ offset: Int) -> JSONValue {
        let line = file.line(at: offset)
        let start = file.lineStarts[line - 1]
        var units = 0
        var place = start
        while place < min(offset, file.bytes.count) {
            let length = Self.length(ofSequence: file.bytes[place])
            units += length == 4 ? 2 : 1
            place += length
        }
        return ["line": .int(line - 1), "character": .int(units)]
    }

    func range(_ span: Span) -> JSONValue { ["start": position(span.start), "end": position(span.end)] }

    /// How many bytes a character has, by its first (RFC 3629).
    private static func length(ofSequence byte: UInt8) -> Int {
        byte < 0xC0 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
    }
}

/// The file that a URI stands for.
struct DocumentPath {
    /// Its path; the URI itself where it stands for no file.
    let path: String
    /// The folder it lies in, nil where it stands for no file.
    let folder: String?

    init(uri: String) {
        guard uri.hasPrefix("file://"), let path = uri.dropFirst(7).removingPercents, path.hasPrefix("/") else {
            (self.path, folder) = (uri, nil)
            return
        }
        self.path = path
        let name = path.split(separator: "/").last.map { String($0) } ?? ""
        folder = path.count > name.count + 1 ? String(path.dropLast(name.count + 1)) : "/"
    }

    var name: String { path.split(separator: "/").last.map { String($0) } ?? path }

    /// The scenario's identifier: the file's name without its ending.
    var id: String {
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return name }
        return String(name[..<dot])
    }

    /// The URI of a path.
    static func uri(_ path: String) -> String {
        let kept = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/".utf8)
        return "file://"
            + path.utf8.map { byte in
                let digits = String(byte, radix: 16, uppercase: true)
                return kept.contains(byte)
                    ? String(UnicodeScalar(byte)) : "%" + (digits.count < 2 ? "0" : "") + digits
            }.joined()
    }
}

extension Substring {
    /// With `%41` read as `A`; nil where that gives no text.
    fileprivate var removingPercents: String? {
        var bytes: [UInt8] = []
        var rest = Array(utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard rest.count >= 2, let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) else {
                return nil
            }
            bytes.append(value)
            rest = rest.dropFirst(2)
        }
        return String(validating: bytes, as: UTF8.self)
    }
}
