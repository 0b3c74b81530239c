#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Diagnostics as a log of SARIF 2.1.0, the form that code hosts and editors read: JSON in UTF-8.
///
/// Every code that occurs is a rule, with the words of its page. Columns count code points, from 1; a region carries byte
/// offsets, too. Ends with a newline.
///
/// - Parameter version: of the program that reports.
public func diagnosticsSARIF(_ diagnostics: [Diagnostic], version: String) throws -> [UInt8] {
    let codes = Set(diagnostics.map(\.code)).sorted()
    let driver = Log.Driver(name: "heapbook", version: version, rules: codes.map { Log.Rule($0) })
    let results = diagnostics.map { Log.Result($0, ruleIndex: codes.firstIndex(of: $0.code) ?? 0) }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let log = Log(runs: [Log.Run(tool: Log.Tool(driver: driver), results: results)])
    return [UInt8](try encoder.encode(log)) + [UInt8(ascii: "\n")]
}

/// The parts of the standard that are used, by its names.
private struct Log: Encodable {
    var schema = "https://json.schemastore.org/sarif-2.1.0.json"
    var version = "2.1.0"
    var runs: [Run]

    enum CodingKeys: String, CodingKey {
        case schema = "$schema"
        case version, runs
    }

    struct Run: Encodable {
        var tool: Tool
        var columnKind = "unicodeCodePoints"
        var results: [Result]
    }

    struct Tool: Encodable {
        var driver: Driver
    }

    struct Driver: Encodable {
        var name: String
        var version: String
        var rules: [Rule]
    }

    struct Message: Encodable {
        var text: String
    }

    struct Rule: Encodable {
        var id: String
        var shortDescription: Message?
        var fullDescription: Message?

        init(_ code: String) {
            id = code
            guard let page = CodePage.page(of: code) else { return }
            shortDescription = Message(text: page.title)
            fullDescription = Message(text: page.meaning)
        }
    }

    struct Result: Encodable {
        var ruleId: String
        var ruleIndex: Int
        var level: String
        var message: Message
        var locations: [Location]
        var relatedLocations: [Location]?

        init(_ diagnostic: Diagnostic, ruleIndex: Int) {
            ruleId = diagnostic.code
            self.ruleIndex = ruleIndex
            level = diagnostic.severity.rawValue
            let parts = [diagnostic.title + ".", diagnostic.explanation, diagnostic.help].filter { !$0.isEmpty }
            message = Message(text: parts.joined(separator: " "))
            locations = [Location(diagnostic.span, diagnostic.file)]
            guard !diagnostic.related.isEmpty else { return }
            relatedLocations = diagnostic.related.enumerated().map { index, place in
                var location = Location(place.span, diagnostic.file)
                location.id = index + 1
                location.message = Message(text: place.message)
                return location
            }
        }
    }

    struct Location: Encodable {
        var id: Int?
        var physicalLocation: PhysicalLocation
        var message: Message?

        init(_ span: Span?, _ file: SourceFile) {
            physicalLocation = PhysicalLocation(
                artifactLocation: ArtifactLocation(uri: Log.uri(file.name)), region: span.map { Region($0, file) })
        }
    }

    struct PhysicalLocation: Encodable {
        var artifactLocation: ArtifactLocation
        var region: Region?
    }

    struct ArtifactLocation: Encodable {
        var uri: String
    }

    struct Region: Encodable {
        var startLine, startColumn, endLine, endColumn, byteOffset, byteLength: Int

        init(_ span: Span, _ file: SourceFile) {
            (startLine, startColumn) = file.codePointPosition(at: span.start)
            (endLine, endColumn) = file.codePointPosition(at: span.end)
            byteOffset = span.start
            byteLength = span.end - span.start
        }
    }

    /// A path as a reference that RFC 3986 allows: every byte that is no letter, digit or one of `-._~/` is escaped.
    static func uri(_ path: String) -> String {
        var result = ""
        for byte in path.utf8 {
            let isPlain =
                byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
                || (byte | 0x20) >= UInt8(ascii: "a") && (byte | 0x20) <= UInt8(ascii: "z")
                || Array("-._~/".utf8).contains(byte)
            if isPlain {
                result.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                let digits = String(byte, radix: 16, uppercase: true)
                result += "%" + (digits.count == 1 ? "0" : "") + digits
            }
        }
        return result
    }
}
