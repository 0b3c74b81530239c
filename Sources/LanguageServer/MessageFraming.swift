/// Takes messages out of a stream of bytes: a header with `Content-Length`, an empty line, the body (Language Server
/// Protocol 3.17, Base Protocol).
package struct MessageReader: Sendable {
    /// Why the stream cannot be read on: after this nobody knows where the next message starts.
    package struct Failure: Error, Equatable, CustomStringConvertible {
        package var description: String
    }

    /// No message is longer; a scenario has at most as many bytes.
    private static let mostBytes = 128 * 1_048_576
    private static let mostHeaderBytes = 4096

    private var buffer: [UInt8] = []

    package init() {}

    /// Adds bytes of the stream, and returns the bodies that are complete now.
    package mutating func read(_ bytes: some Sequence<UInt8>) throws(Failure) -> [[UInt8]] {
        buffer += bytes
        var bodies: [[UInt8]] = []
        var start = 0
        while let header = try header(from: start) {
            let end = header.bodyStart + header.length
            guard buffer.count >= end else { break }
            bodies.append(Array(buffer[header.bodyStart..<end]))
            start = end
        }
        buffer.removeFirst(start)
        return bodies
    }

    private func header(from start: Int) throws(Failure) -> (bodyStart: Int, length: Int)? {
        var line: [UInt8] = []
        var length: Int?
        var position = start
        while position < buffer.count {
            guard position - start < Self.mostHeaderBytes else { throw Failure(description: "the header has no end") }
            let byte = buffer[position]
            position += 1
            guard byte == UInt8(ascii: "\n") else {
                line.append(byte)
                continue
            }
            let text = String(decoding: line, as: UTF8.self).filter { $0 != "\r" }
            line = []
            guard !text.isEmpty else {
                guard let length else { throw Failure(description: "a header without Content-Length") }
                return (position, length)
            }
            if let found = try contentLength(text) { length = found }
        }
        return nil
    }

    private func contentLength(_ line: String) throws(Failure) -> Int? {
        let parts = line.split(separator: ":", maxSplits: 1).map { String($0) }
        guard parts.count == 2 else { throw Failure(description: "'\(line.prefix(80))' is no line of a header") }
        guard parts[0].lowercased() == "content-length" else { return nil }
        guard let length = Int(parts[1].filter { $0 != " " }), (0...Self.mostBytes).contains(length) else {
            throw Failure(description: "'\(line.prefix(80))' gives no length of a message")
        }
        return length
    }
}

/// A message with its header.
package func framed(_ message: JSONValue) throws -> [UInt8] {
    let body = try message.json()
    return Array("Content-Length: \(body.count)\r\n\r\n".utf8) + body
}
