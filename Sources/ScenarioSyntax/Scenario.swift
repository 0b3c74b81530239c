import Diagnostics

/// A scenario as written: its header and its blocks.
package struct Scenario: Sendable {
    package var file: SourceFile
    package var header: Header
    /// The setups of the files that `include` names, in the order in which they run. Their places lie behind those of
    /// the scenario's own text, and `file` holds their text as well.
    package var included: [Block] = []
    /// `setup:`, which runs before the first step.
    package var setup: Block?
    /// The steps in order; in a plain file one for each top-level statement.
    package var steps: [Block]
    /// Whether the file has statements without blocks; then it has no directives.
    package var isPlain: Bool
    /// The language in which the bodies of its blocks are written.
    package var language = PythonFront().language

    package var isPython: Bool { language == PythonFront().language }

    /// The scenario as it is at the prompt: in a plain file a line is a step, also where semicolons divide it.
    package var atPrompt: Scenario {
        guard isPlain else { return self }
        var result = self
        result.steps = []
        for step in steps {
            if let last = result.steps.last, file.line(at: max(0, last.span.end - 1)) == file.line(at: step.span.start)
            {
                let span = last.span.union(step.span)
                result.steps[result.steps.count - 1] = Block(
                    kind: .step, title: file.text(span), titleSpan: span, items: last.items + step.items, span: span)
            } else {
                result.steps.append(step)
            }
        }
        return result
    }

    /// What runs before the first step.
    package var setups: [Block] { included + [setup].compactMap { $0 } }
    /// Everything that runs, in order.
    package var blocks: [Block] { setups + steps }
}

/// The entries above the first block.
package struct Header: Sendable {
    package var title: HeaderEntry<String>?
    package var runtime: HeaderEntry<String>?
    package var summary: HeaderEntry<String>?
    package var tags: [HeaderEntry<String>] = []
    /// The paths of files whose setup runs first.
    package var includes: [HeaderEntry<String>] = []
    /// The runtimes that the scenario is run under, where it names several.
    package var compared: [HeaderEntry<String>] = []
}

/// A header's value and its place.
package struct HeaderEntry<Value: Sendable>: Sendable {
    package var value: Value
    package var span: Span

    package init(value: Value, span: Span) {
        self.value = value
        self.span = span
    }
}

/// One indented block of the scenario.
package struct Block: Sendable {
    package enum Kind: String, Sendable {
        case setup, step
        /// Threads or processes that run at the same time.
        case race
        /// `exit:`, the last step: the program ends.
        case exit
    }

    package var kind: Kind
    package var title: String
    package var titleSpan: Span
    package var items: [BlockItem]
    package var span: Span

    /// The statements that run, those of `expect raises` included. All other directives ask the model.
    package var statements: [Statement] {
        items.flatMap { item -> [Statement] in
            switch item {
            case .statement(let statement): [statement]
            case .directive(let directive):
                if case .expectRaises(_, let statements) = directive.kind { statements } else { [] }
            case .foreign: []
            }
        }
    }
}

/// What stands directly inside a block.
package enum BlockItem: Sendable {
    case statement(Statement)
    case directive(Directive)
    /// What is not Python's: a line of another front, or a part of a race.
    case foreign(any ForeignItem)

    package var span: Span {
        switch self {
        case .statement(let statement): statement.span
        case .directive(let directive): directive.span
        case .foreign(let item): item.span
        }
    }
}

/// A line that is about the story and not part of the program.
package struct Directive: Sendable {
    package enum Kind: Sendable {
        case note(String)
        case expect(Expression)
        /// `expect raises TYPE: STATEMENT`: the statements run, and must fail with an exception of this class.
        case expectRaises(Expression, [Statement])
        /// One part of the step for each line that runs inside its calls.
        case stepInto
        /// `show collector`: one part of the step for each phase of a collection in it.
        case showCollector
        case label(Expression, name: String, nameSpan: Span)
        case focus([Expression])
        case hide([Expression])
    }

    package var kind: Kind
    package var span: Span
    /// The runtimes that an expectation is meant for; nil where it is meant for all.
    package var condition: RuntimeCondition?

    package init(kind: Kind, span: Span, condition: RuntimeCondition? = nil) {
        self.kind = kind
        self.span = span
        self.condition = condition
    }
}
