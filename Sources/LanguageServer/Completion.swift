import Diagnostics
import ScenarioCompiler
import ScenarioSyntax

// What may be written where the cursor stands. It goes by the words before it, so that it works in a broken file too.
extension OpenDocument {
    /// The kinds of items that are used (Language Server Protocol 3.17, CompletionItemKind).
    private enum Kind: Int {
        case function = 3, field = 5, variable = 6, classItem = 7, module = 9, value = 12, keyword = 14, reference = 18
    }

    func completion(_ offset: Int) -> JSONValue {
        let tokens = parsed.tokens
        guard !isInsideText(offset, tokens) else { return .array([]) }
        let before = tokens.prefix { $0.span.start < offset && !($0.span.end >= offset && $0.kind == .newline) }
        var words = Array(before)
        if let last = words.last, last.kind == .name || last.kind == .keyword, last.span.end >= offset {
            words.removeLast()
        }
        while let last = words.last, last.kind == .dedent { words.removeLast() }
        let line = Array(words[(words.lastIndex { $0.kind == .newline || $0.kind == .indent }.map { $0 + 1 } ?? 0)...])
        if words.last?.isOp(".") == true { return .array(attributes(words, offset)) }
        guard let first = line.first else { return .array(starts(offset)) }
        return .array(inLine(first.text, line.count, offset))
    }

    /// Whether the cursor is in a string or a comment.
    private func isInsideText(_ offset: Int, _ tokens: [Token]) -> Bool {
        tokens.contains { $0.kind == .string && $0.span.start < offset && offset < $0.span.end }
            || parsed.comments.contains { $0.start < offset && offset <= $0.end }
    }

    private func item(_ label: String, _ kind: Kind, _ rank: Int, detail: String = "", about: String? = nil)
        -> JSONValue
    {
        var item: [String: JSONValue] = [
            "label": .string(label), "kind": .int(kind.rawValue), "sortText": .string("\(rank)\(label)"),
        ]
        if !detail.isEmpty { item["detail"] = .string(detail) }
        if let about { item["documentation"] = ["kind": "markdown", "value": .string(about)] }
        return .object(item)
    }

    private func items(_ words: [String: String], _ kind: Kind, _ rank: Int) -> [JSONValue] {
        words.sorted { $0.key < $1.key }.map { item($0.key, kind, rank, about: $0.value) }
    }

    // MARK: - At the start of a line

    private func starts(_ offset: Int) -> [JSONValue] {
        let start = document.file.lineStarts[document.file.line(at: offset) - 1]
        let indent = document.file.bytes[start..<offset].prefix { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
        let scenario = parsed.scenario
        guard indent.isEmpty else {
            let directives = scenario.isPlain && !hasHeaderOnly ? [:] : Words.directives
            // Of C's directives and names nothing is known here.
            guard scenario.isPython else { return [] }
            let isInRace = scenario.steps.last { $0.span.start <= offset }?.kind == .race
            let parts = isInRace ? Words.raceParts : [:]
            return items(directives, .keyword, 0) + items(parts, .keyword, 0) + statements(offset)
        }
        var result: [JSONValue] = []
        let firstBlock = scenario.blocks.map(\.span.start).min() ?? Int.max
        if offset <= firstBlock { result += items(Words.headers, .keyword, 0) }
        result += items(Words.blocks, .keyword, 1)
        return scenario.isPlain && scenario.isPython ? result + statements(offset) : result
    }

    /// Whether nothing but a header is there, so that a line may belong to a block that is just being written.
    private var hasHeaderOnly: Bool { parsed.scenario.steps.isEmpty }

    private func statements(_ offset: Int) -> [JSONValue] {
        let keywords = pythonKeywords.sorted().map { item($0, .keyword, 3) }
        return values(offset, withLabels: false) + keywords
    }

    // MARK: - Inside a line

    private func inLine(_ first: String, _ count: Int, _ offset: Int) -> [JSONValue] {
        switch first {
        case "runtime" where count <= 2: return LanguageNames.runtimes.map { item($0, .value, 0) }
        case "import", "from": return LanguageNames.modules.map { item($0, .module, 0) }
        case "step" where count == 1: return [item("into", .keyword, 0, about: Words.directives["step into"])]
        case "expect":
            let forms = count == 1 ? ["on", "raises"].map { item($0, .keyword, 1) } : []
            return items(Words.questions, .function, 0) + forms + values(offset, withLabels: true)
        case "label", "focus", "hide": return values(offset, withLabels: true)
        case "note", "scenario", "summary", "tags", "include", "compare": return []
        default:
            return values(offset, withLabels: false)
                + ["and", "as", "else", "False", "for", "if", "in", "is", "lambda", "None", "not", "or", "True"]
                .map { item($0, .keyword, 3) }
        }
    }

    /// Names that have a value: those of the file, then what Python itself has.
    private func values(_ offset: Int, withLabels: Bool) -> [JSONValue] {
        var seen: Set<String> = []
        var result: [JSONValue] = []
        let current = names.occurrence(at: offset).map(\.span)
        for occurrence in names.occurrences where occurrence.isBinding && occurrence.span != current {
            switch occurrence.symbol {
            case .variable(let name, let scope) where seen.insert(name).inserted:
                result.append(item(name, .variable, scope == 0 ? 0 : 1, detail: detail(of: name, offset)))
            case .label(let name) where withLabels && seen.insert(name).inserted:
                result.append(item(name, .reference, 0, detail: "label"))
            default: break
            }
        }
        return result + LanguageNames.builtins.filter { seen.insert($0).inserted }.map { item($0, .function, 4) }
    }

    /// The type of what a name refers to after this step.
    private func detail(of name: String, _ offset: Int) -> String {
        guard let timeline = story?.timelines.first,
            let moment = StoryMoment(at: offset, in: parsed, timeline, isLocal: false),
            let object = moment.object(NamePath(base: name), isLabel: false)
        else { return "" }
        return object.type
    }

    // MARK: - Behind a dot

    private func attributes(_ words: [Token], _ offset: Int) -> [JSONValue] {
        let path = NamePath(endingAt: words.count - 2, in: words)
        if let path, let timeline = story?.timelines.first,
            let moment = StoryMoment(at: offset, in: parsed, timeline, isLocal: false),
            let object = moment.object(path, isLabel: false)
        {
            let own = moment.attributes(of: object)
            let methods = LanguageNames.attributes(ofType: object.type, named: object.name)
            if !own.isEmpty || !methods.isEmpty {
                return own.map { item($0, .field, 0, detail: object.type) }
                    + methods.filter { !own.contains($0) }.map { item($0, .function, 1, detail: object.type) }
            }
        }
        if let module = path?.base, path?.links.isEmpty == true, LanguageNames.modules.contains(module) {
            return LanguageNames.attributes(ofType: "module", named: module).map { item($0, .function, 0) }
        }
        return Set(
            names.occurrences.compactMap { occurrence in
                if case .attribute(let name) = occurrence.symbol,
                    occurrence.span.end < offset || occurrence.span.start >= offset
                {
                    name
                } else {
                    nil
                }
            }
        ).sorted().map { item($0, .field, 0) }
    }
}
