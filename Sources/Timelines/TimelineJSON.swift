#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

extension Timeline {
    /// The timeline as JSON in UTF-8, keys sorted, so that the same timeline gives the same bytes; ends with a newline.
    ///
    /// - Parameter pretty: one field a line where true, everything in one line where false.
    public func json(pretty: Bool = true) throws -> [UInt8] {
        try encoded(self, pretty: pretty)
    }

    /// Reads what ``json(pretty:)`` wrote.
    ///
    /// - Throws: `DecodingError` naming the field that is missing or of the wrong form.
    public init(json: [UInt8]) throws {
        self = try JSONDecoder().decode(Timeline.self, from: Data(json))
    }
}

/// Several timelines as one JSON list, in the form of ``Timeline/json(pretty:)``.
public func timelinesJSON(_ timelines: [Timeline], pretty: Bool = true) throws -> [UInt8] {
    try encoded(timelines, pretty: pretty)
}

private func encoded(_ value: some Encodable, pretty: Bool) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting =
        pretty ? [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes] : [.sortedKeys, .withoutEscapingSlashes]
    return [UInt8](try encoder.encode(value)) + [UInt8(ascii: "\n")]
}
