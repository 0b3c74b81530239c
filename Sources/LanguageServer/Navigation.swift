import Diagnostics
import Heapbook
import ScenarioSyntax

// Where a name is bound, where it is used, and a new name for it.
extension OpenDocument {
    /// Where the name under the cursor is bound: a variable at the last place above it in the file, an attribute, a
    /// function or a class at the first.
    func definition(_ offset: Int) -> JSONValue {
        guard let occurrence = names.occurrence(at: offset) else { return .null }
        let bindings = names.occurrences(of: occurrence.symbol).filter(\.isBinding)
        if bindings.isEmpty { return definitionInIncludedFile(occurrence) }
        let above = bindings.last { $0.span.start <= occurrence.span.start }
        let isDefined = isAttribute(occurrence) || bindings.first.map { isDefinition($0) } ?? false
        guard let binding = isDefined ? bindings.first : above ?? bindings.first else { return .null }
        return location(binding.span)
    }

    /// A function or class is defined in one place, however often its attributes are set.
    private func isDefinition(_ binding: Occurrence) -> Bool {
        guard let index = parsed.tokens.firstIndex(where: { $0.span == binding.span }), index > 0 else { return false }
        return parsed.tokens[index - 1].isKeyword("def") || parsed.tokens[index - 1].isKeyword("class")
    }

    private func definitionInIncludedFile(_ occurrence: Occurrence) -> JSONValue {
        guard case .variable(let name, _) = occurrence.symbol, let folder = document.folder else { return .null }
        for file in IncludedFiles(of: document.file, in: folder).files {
            let binding = NameIndex(parse(file)).occurrences(of: .variable(name, scope: 0)).first(where: \.isBinding)
            guard let binding else { continue }
            let other = Document(
                uri: DocumentPath.uri(file.name), version: 0, text: file.text(Span(0, file.bytes.count)))
            return ["uri": .string(other.uri), "range": other.range(binding.span)]
        }
        return .null
    }

    func references(_ offset: Int, includeDeclaration: Bool) -> JSONValue {
        guard let occurrence = names.occurrence(at: offset) else { return .array([]) }
        let all = names.occurrences(of: occurrence.symbol).filter { includeDeclaration || !$0.isBinding }
        return .array(all.map { location($0.span) })
    }

    private func location(_ span: Span) -> JSONValue {
        ["uri": .string(document.uri), "range": document.range(span)]
    }

    // MARK: - A new name

    func prepareRename(_ offset: Int) throws(RequestFailure) -> JSONValue {
        let occurrence = try renameable(offset)
        return ["range": document.range(occurrence.span), "placeholder": .string(occurrence.symbol.name)]
    }

    func rename(_ offset: Int, to name: String) throws(RequestFailure) -> JSONValue {
        let occurrence = try renameable(offset)
        try checkName(name)
        let old = document.file.text(occurrence.span)
        let isTaken = names.occurrences.contains { other in
            other.symbol.name == name && (isAttribute(other) == isAttribute(occurrence))
        }
        guard name == old || !isTaken else {
            throw RequestFailure("'\(name)' has a meaning in this scenario already; choose another name")
        }
        let edits: [JSONValue] = names.occurrences(of: occurrence.symbol).map { place in
            ["range": document.range(place.span), "newText": .string(place.isModule ? "\(old) as \(name)" : name)]
        }
        return ["changes": .object([document.uri: .array(edits)])]
    }

    private func isAttribute(_ occurrence: Occurrence) -> Bool {
        if case .attribute = occurrence.symbol { true } else { false }
    }

    private func renameable(_ offset: Int) throws(RequestFailure) -> Occurrence {
        guard let occurrence = names.occurrence(at: offset) else {
            throw RequestFailure("there is no name here that could be changed")
        }
        let all = names.occurrences(of: occurrence.symbol)
        guard all.contains(where: \.isBinding) else {
            throw RequestFailure("'\(occurrence.symbol.name)' gets its meaning outside this file")
        }
        if all.contains(where: { $0.isModule && isDotted($0.span) }) {
            throw RequestFailure("'\(occurrence.symbol.name)' is part of a module's name; write 'import … as' first")
        }
        return occurrence
    }

    private func isDotted(_ span: Span) -> Bool {
        span.end < document.file.bytes.count && document.file.bytes[span.end] == UInt8(ascii: ".")
    }

    private func checkName(_ name: String) throws(RequestFailure) {
        let (expression, diagnostics) = parseExpression(SourceFile(name: "<name>", text: name))
        guard diagnostics.isEmpty, case .name(name) = expression.kind else {
            throw RequestFailure("'\(name)' is no name: letters, digits and underscores, and no word of the language")
        }
    }
}
