import Diagnostics
import Yams

/// The keys and values of a YAML mapping, with their places and all that is wrong with them.
struct YAMLFields {
    /// A value of text and where it stands.
    struct Text {
        var value: String
        var span: Span
    }

    let file: SourceFile
    private(set) var diagnostics: [Diagnostic] = []
    private var values: [String: Node] = [:]
    private var keySpans: [String: Span] = [:]

    /// Reads a mapping with the known keys.
    ///
    /// - Parameters:
    ///   - lines: the part of the file that is YAML, as line numbers from 1.
    ///   - what: what the mapping is, for messages.
    init(_ file: SourceFile, lines: Range<Int>, known: [String], what: String) {
        self.file = file
        // Empty lines in place of what stands above keep the line numbers of the file.
        var text = String(repeating: "\n", count: lines.lowerBound - 1)
        for line in lines { text += file.text(file.lineSpan(line)) + "\n" }
        do {
            guard let node = try Yams.compose(yaml: text) else { return }
            guard case .mapping(let mapping) = node else {
                diagnostics.append(BookMessages.notAMapping(what, file, span(of: node)))
                return
            }
            for (key, value) in mapping { add(key, value, known: known) }
        } catch {
            diagnostics.append(describe(error))
        }
    }

    private mutating func add(_ key: Node, _ value: Node, known: [String]) {
        guard case .scalar(let scalar) = key, known.contains(scalar.string) else {
            let name = if case .scalar(let scalar) = key { scalar.string } else { "…" }
            diagnostics.append(BookMessages.unknownKey(name, known: known, file, span(of: key)))
            return
        }
        values[scalar.string] = value
        keySpans[scalar.string] = span(of: key)
    }

    /// Where a key stands.
    func keySpan(_ key: String) -> Span? { keySpans[key] }

    /// The text of a key, nil where the key is not there; any other form is an error.
    mutating func text(_ key: String) -> Text? {
        guard let value = values[key] else { return nil }
        guard case .scalar(let scalar) = value, !scalar.string.isEmpty else {
            diagnostics.append(BookMessages.wrongValue(key, "a text", file, span(of: value) ?? keySpans[key]))
            return nil
        }
        return Text(value: scalar.string, span: span(of: value) ?? Span(0, 0))
    }

    /// The text of a key that must be there.
    mutating func requiredText(_ key: String, of what: String) -> Text? {
        if values[key] == nil {
            diagnostics.append(BookMessages.missingKey(key, what, file, nil))
        }
        return text(key)
    }

    /// The texts of a key that must hold a list with at least one entry.
    mutating func requiredTexts(_ key: String, of what: String) -> [Text] {
        guard let value = values[key] else {
            diagnostics.append(BookMessages.missingKey(key, what, file, nil))
            return []
        }
        guard case .sequence(let sequence) = value, !sequence.isEmpty else {
            diagnostics.append(
                BookMessages.wrongValue(key, "a list with an entry for each", file, span(of: value) ?? keySpans[key]))
            return []
        }
        return sequence.compactMap { node in
            guard case .scalar(let scalar) = node, !scalar.string.isEmpty else {
                diagnostics.append(BookMessages.wrongValue(key, "a list of texts", file, span(of: node)))
                return nil
            }
            return Text(value: scalar.string, span: span(of: node) ?? Span(0, 0))
        }
    }

    /// From where the node starts to the end of its text on that line.
    private func span(of node: Node) -> Span? {
        guard let mark = node.mark else { return nil }
        let start = offset(mark)
        let line = file.lineSpan(min(max(mark.line, 1), file.lineStarts.count))
        guard case .scalar(let scalar) = node else { return Span(start, max(line.end, start)) }
        let quotes = scalar.style == .singleQuoted || scalar.style == .doubleQuoted ? 2 : 0
        return Span(start, max(start, min(line.end, start + scalar.string.utf8.count + quotes)))
    }

    /// The byte offset of a mark, whose columns count characters in Unicode's sense.
    private func offset(_ mark: Mark) -> Int {
        let line = file.lineSpan(min(max(mark.line, 1), file.lineStarts.count))
        let text = file.text(line).unicodeScalars.prefix(max(mark.column - 1, 0))
        return line.start + String(String.UnicodeScalarView(text)).utf8.count
    }

    private func describe(_ error: any Error) -> Diagnostic {
        switch error as? YamlError {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            let line = file.lineSpan(min(max(mark.line, 1), file.lineStarts.count))
            let start = min(offset(mark), line.end)
            return BookMessages.invalidYAML(problem, file, Span(start, max(start, line.end)))
        case .duplicatedKeysInMapping(let duplicates, let context):
            let names = duplicates.sorted().map { "`\($0)`" }.joined(separator: ", ")
            let line = file.lineSpan(min(max(context.mark.line, 1), file.lineStarts.count))
            return BookMessages.invalidYAML("\(names) stands there twice", file, line)
        default:
            return BookMessages.invalidYAML("\(error)", file, nil)
        }
    }
}
