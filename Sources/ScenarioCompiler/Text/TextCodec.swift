import HeapModel

/// Text as bytes and back: the encodings that programs about strings use.
struct TextCodec {
    enum Encoding: String {
        case utf8 = "utf-8"
        case ascii
        case latin1 = "latin-1"
    }

    let encoding: Encoding
    let errors: String

    private static let names: [String: Encoding] = [
        "utf8": .utf8, "utf": .utf8, "u8": .utf8, "ascii": .ascii, "usascii": .ascii, "latin1": .latin1,
        "latin": .latin1, "iso88591": .latin1, "l1": .latin1,
    ]

    init(_ name: String, errors: String) throws(TextError) {
        let plain = name.lowercased().filter { $0 != "-" && $0 != "_" && $0 != " " }
        guard let encoding = TextCodec.names[plain] else {
            let known = ["utf16", "utf32", "utf16le", "utf16be", "utf32le", "utf32be", "cp1252", "utf8sig", "cp437"]
            if known.contains(plain) || plain.hasPrefix("iso8859") || plain.hasPrefix("cp") {
                throw TextError("", "the encoding '\(name)'")
            }
            throw TextError("LookupError", "unknown encoding: \(name)")
        }
        self.encoding = encoding
        self.errors = errors
    }

    // MARK: - Encoding

    func encode(_ text: String) throws(TextError) -> [UInt8] {
        if encoding == .utf8 { return Array(text.utf8) }
        let limit: UInt32 = encoding == .ascii ? 0x80 : 0x100
        let scalars = Array(text.unicodeScalars)
        var bytes: [UInt8] = []
        var place = 0
        while place < scalars.count {
            if scalars[place].value < limit {
                bytes.append(UInt8(scalars[place].value))
                place += 1
                continue
            }
            let end = scalars[place...].firstIndex { $0.value < limit } ?? scalars.count
            bytes += try handle(scalars, place..<end, limit)
            place = end
        }
        return bytes
    }

    /// What stands for characters that the encoding lacks.
    private func handle(
        _ scalars: [Unicode.Scalar], _ range: Range<Int>, _ limit: UInt32
    ) throws(TextError) -> [UInt8] {
        switch errors {
        case "ignore": return []
        case "replace": return Array(repeating: UInt8(ascii: "?"), count: range.count)
        case "backslashreplace":
            return scalars[range].flatMap { Array(PythonText.ascii(String(Character($0))).utf8) }
        case "xmlcharrefreplace": return scalars[range].flatMap { Array("&#\($0.value);".utf8) }
        case "strict":
            let codec = encoding == .ascii ? "ascii" : "latin-1"
            let what =
                range.count == 1
                ? "character '\(PythonText.escape(scalars[range.lowerBound]))' in position \(range.lowerBound)"
                : "characters in position \(range.lowerBound)-\(range.upperBound - 1)"
            throw TextError(
                "UnicodeEncodeError", "'\(codec)' codec can't encode \(what): ordinal not in range(\(limit))")
        default: throw unknownHandler
        }
    }

    private var unknownHandler: TextError {
        ["surrogateescape", "surrogatepass", "namereplace"].contains(errors)
            ? TextError("", "the error handler '\(errors)'")
            : TextError("LookupError", "unknown error handler name '\(errors)'")
    }

    // MARK: - Decoding

    func decode(_ bytes: [UInt8]) throws(TextError) -> String {
        switch encoding {
        case .latin1: return String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
        case .ascii: return try decode(bytes, ascii: true)
        case .utf8: return try decode(bytes, ascii: false)
        }
    }

    private func decode(_ bytes: [UInt8], ascii: Bool) throws(TextError) -> String {
        var result = String.UnicodeScalarView()
        var place = 0
        while place < bytes.count {
            if bytes[place] < 0x80 {
                result.append(Unicode.Scalar(bytes[place]))
                place += 1
                continue
            }
            let (scalar, length, reason) =
                ascii ? (nil, 1, "ordinal not in range(128)") : TextCodec.decodeSequence(bytes, at: place)
            if let scalar {
                result.append(scalar)
            } else {
                let wrong = bytes[place..<min(place + length, bytes.count)]
                switch errors {
                case "ignore": break
                case "replace": result.append("\u{FFFD}")
                case "backslashreplace":
                    for byte in wrong {
                        result.append(contentsOf: PythonText.escape(Unicode.Scalar(byte)).unicodeScalars)
                    }
                case "strict": throw decodeError(wrong, reason, ascii)
                default: throw unknownHandler
                }
            }
            place += length
        }
        return String(result)
    }

    private func decodeError(_ wrong: ArraySlice<UInt8>, _ reason: String, _ ascii: Bool) -> TextError {
        let first = wrong.first ?? 0
        let hex = (first < 16 ? "0" : "") + String(first, radix: 16)
        let what =
            wrong.count == 1
            ? "byte 0x\(hex) in position \(wrong.startIndex)"
            : "bytes in position \(wrong.startIndex)-\(wrong.endIndex - 1)"
        return TextError(
            "UnicodeDecodeError", "'\(ascii ? "ascii" : "utf-8")' codec can't decode \(what): \(reason)")
    }

    /// One character of UTF-8 that starts at a byte above 0x7F, or how many bytes are wrong and why
    /// (Objects/stringlib/codecs.h, utf8_decode).
    private static func decodeSequence(_ bytes: [UInt8], at place: Int) -> (Unicode.Scalar?, Int, String) {
        let first = bytes[place]
        let length: Int
        var allowed: ClosedRange<UInt8> = 0x80...0xBF
        switch first {
        case 0xC2...0xDF: length = 2
        case 0xE0...0xEF:
            length = 3
            if first == 0xE0 { allowed = 0xA0...0xBF } else if first == 0xED { allowed = 0x80...0x9F }
        case 0xF0...0xF4:
            length = 4
            if first == 0xF0 { allowed = 0x90...0xBF } else if first == 0xF4 { allowed = 0x80...0x8F }
        default: return (nil, 1, "invalid start byte")
        }
        var value = UInt32(first) & (length == 2 ? 0x1F : length == 3 ? 0x0F : 0x07)
        for offset in 1..<length {
            guard place + offset < bytes.count else { return (nil, bytes.count - place, "unexpected end of data") }
            let byte = bytes[place + offset]
            guard allowed.contains(byte) else { return (nil, offset, "invalid continuation byte") }
            allowed = 0x80...0xBF
            value = value << 6 | UInt32(byte & 0x3F)
        }
        return (Unicode.Scalar(value), length, "")
    }
}
