/// The text of one input and where its lines start.
///
/// A value with shared storage: copies are cheap, and two files are equal when name and bytes are.
public struct SourceFile: Equatable, Sendable {
    /// How a person knows the file: the path as given, or `<stdin>`.
    public let name: String
    /// The bytes, in UTF-8.
    public let bytes: [UInt8]
    /// The offset at which each line starts; line 1 first.
    public let lineStarts: [Int]

    /// A file with these bytes.
    public init(name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
        self.lineStarts = SourceFile.findLineStarts(in: bytes)
    }

    /// A file with this text.
    public init(name: String, text: String) {
        self.init(name: name, bytes: Array(text.utf8))
    }

    private static func findLineStarts(in bytes: [UInt8]) -> [Int] {
        var starts = [0]
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            if byte == UInt8(ascii: "\n") {
                starts.append(index)
            } else if byte == UInt8(ascii: "\r"), index >= bytes.count || bytes[index] != UInt8(ascii: "\n") {
                starts.append(index)
            }
        }
        return starts
    }

    /// The number, from 1, of the line that holds the byte at this offset.
    public func line(at offset: Int) -> Int {
        var low = 0
        var high = lineStarts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if lineStarts[middle] <= offset { low = middle } else { high = middle }
        }
        return low + 1
    }

    /// The place of an offset as a person counts: line and column from 1, a column for each character.
    public func position(at offset: Int) -> (line: Int, column: Int) {
        let (line, before) = beginning(ofLineTo: offset)
        // Counting characters takes its time on a line of megabytes.
        if before.allSatisfy({ $0 < 0x80 }) { return (line, before.count + 1) }
        return (line, String(decoding: before, as: UTF8.self).count + 1)
    }

    /// The same with a column for each code point of Unicode, as SARIF counts.
    func codePointPosition(at offset: Int) -> (line: Int, column: Int) {
        let (line, before) = beginning(ofLineTo: offset)
        return (line, before.count { $0 & 0xC0 != 0x80 } + 1)
    }

    private func beginning(ofLineTo offset: Int) -> (line: Int, bytes: ArraySlice<UInt8>) {
        let line = self.line(at: offset)
        let start = lineStarts[line - 1]
        return (line, bytes[start..<min(max(offset, start), bytes.count)])
    }

    /// The start of the character of UTF-8 at an offset; an offset outside the text is brought into it.
    func characterStart(_ offset: Int) -> Int {
        var start = min(max(offset, 0), bytes.count)
        while start > 0, start < bytes.count, bytes[start] & 0xC0 == 0x80 { start -= 1 }
        return start
    }

    /// The span of a line, from 1, without its line end.
    public func lineSpan(_ line: Int) -> Span {
        let start = lineStarts[line - 1]
        var end = line < lineStarts.count ? lineStarts[line] : bytes.count
        while end > start, bytes[end - 1] == UInt8(ascii: "\n") || bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
        return Span(start, end)
    }

    /// The text of a span; bytes that are no UTF-8 come out as U+FFFD.
    public func text(_ span: Span) -> String {
        let start = min(max(span.start, 0), bytes.count)
        return String(decoding: bytes[start..<min(max(span.end, start), bytes.count)], as: UTF8.self)
    }
}
