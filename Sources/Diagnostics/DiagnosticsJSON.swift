#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Diagnostics as JSON in UTF-8: an object with `schema` 1 and `diagnostics`, an array in the order given.
///
/// Each one has `code`, `severity`, `file`, `title`, `explanation`, `help`, `span` and `related`. A span is null or has
/// `start` and `end`, byte offsets, and `line`, `column`, `end_line`, `end_column`, from 1, a column for each character.
/// Ends with a newline.
public func diagnosticsJSON(_ diagnostics: [Diagnostic]) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let report = Report(diagnostics: diagnostics.map { Entry($0) })
    return [UInt8](try encoder.encode(report)) + [UInt8(ascii: "\n")]
}

private struct Report: Encodable {
    var schema = 1
    var diagnostics: [Entry]
}

private struct Place: Encodable {
    var start, end, line, column: Int
    var endLine, endColumn: Int

    enum CodingKeys: String, CodingKey {
        case start, end, line, column
        case endLine = "end_line"
        case endColumn = "end_column"
    }

    init(_ span: Span, _ file: SourceFile) {
        start = span.start
        end = span.end
        (line, column) = file.position(at: span.start)
        (endLine, endColumn) = file.position(at: span.end)
    }
}

private struct Related: Encodable {
    var span: Place
    var message: String
}

private struct Entry: Encodable {
    var diagnostic: Diagnostic

    init(_ diagnostic: Diagnostic) {
        self.diagnostic = diagnostic
    }

    enum CodingKeys: String, CodingKey {
        case code, severity, file, title, explanation, help, span, related
    }

    func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(diagnostic.code, forKey: .code)
        try values.encode(diagnostic.severity, forKey: .severity)
        try values.encode(diagnostic.file.name, forKey: .file)
        try values.encode(diagnostic.title, forKey: .title)
        try values.encode(diagnostic.explanation, forKey: .explanation)
        try values.encode(diagnostic.help, forKey: .help)
        try values.encode(diagnostic.span.map { Place($0, diagnostic.file) }, forKey: .span)
        try values.encode(
            diagnostic.related.map { Related(span: Place($0.span, diagnostic.file), message: $0.message) },
            forKey: .related)
    }
}
