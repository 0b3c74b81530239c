import Diagnostics
import ScenarioSyntax

// The steps of a scenario, and what each of them defines.
extension OpenDocument {
    /// The kinds of symbols that are used (Language Server Protocol 3.17, SymbolKind).
    private enum Kind: Int {
        case namespace = 3, classDefinition = 5, function = 12, key = 20, event = 24
    }

    func outline() -> JSONValue {
        let scenario = parsed.scenario
        var symbols: [JSONValue] = []
        if let setup = scenario.setup { symbols.append(symbol(setup, "setup", .namespace)) }
        for (index, step) in scenario.steps.enumerated() {
            symbols.append(symbol(step, step.kind == .exit ? "exit" : "\(index + 1). \(step.title)", .event))
        }
        return .array(symbols)
    }

    private func symbol(_ block: Block, _ name: String, _ kind: Kind) -> JSONValue {
        let last = block.items.last.map { Self.span(of: $0).end } ?? block.titleSpan.end
        let span = Span(block.span.start, max(last, block.titleSpan.end))
        let expectations = block.items.count { item in
            if case .directive(let directive) = item {
                switch directive.kind {
                case .expect, .expectRaises: return true
                default: return false
                }
            }
            return false
        }
        let detail = expectations == 0 ? "" : expectations == 1 ? "1 expectation" : "\(expectations) expectations"
        return symbol(
            name, kind, span, block.titleSpan, detail: detail,
            children: block.items.flatMap { children(of: $0) })
    }

    private static func span(of item: BlockItem) -> Span {
        switch item {
        case .statement(let statement): statement.span
        case .directive(let directive): directive.span
        case .foreign(let item): item.span
        }
    }

    private func children(of item: BlockItem) -> [JSONValue] {
        switch item {
        case .statement(let statement): definition(statement).map { [$0] } ?? []
        case .directive(let directive):
            if case .label(_, let name, let span) = directive.kind {
                [symbol(name, .key, directive.span, span, detail: "label")]
            } else {
                []
            }
        case .foreign: []
        }
    }

    private func definition(_ statement: Statement) -> JSONValue? {
        switch statement.kind {
        case .function(let definition): symbol(definition.name, .function, statement.span, definition.nameSpan)
        case .classDefinition(let definition):
            symbol(
                definition.name, .classDefinition, statement.span, definition.nameSpan,
                children: definition.body.compactMap { self.definition($0) })
        default: nil
        }
    }

    private func symbol(
        _ name: String, _ kind: Kind, _ span: Span, _ selection: Span, detail: String = "", children: [JSONValue] = []
    ) -> JSONValue {
        [
            "name": .string(name.isEmpty ? "(no title)" : name), "kind": .int(kind.rawValue),
            "detail": .string(detail), "range": document.range(span.union(selection)),
            "selectionRange": document.range(selection), "children": .array(children),
        ]
    }
}
