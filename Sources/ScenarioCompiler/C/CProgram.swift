import CellModel
import Diagnostics
import ScenarioSyntax

/// A C scenario, checked: what runs and what is asked, in order.
struct CProgram: Sendable {
    enum Item: Sendable {
        case run([CInstruction], Span)
        case note(String)
        case expect(CCode, Span)
        case focus([CCode])
        /// The bits of these places; of every one where none is named.
        case showBits([CCode])
    }

    struct Step: Sendable {
        var title: String
        var text: StepText
        var items: [Item]
    }

    var file: SourceFile
    var setup: [Item]
    var setupSource: String
    var steps: [Step]
}

extension CLowerer {
    /// Lowers a whole scenario.
    func lower(_ scenario: Scenario) -> CProgram {
        let setup = scenario.setups.flatMap { items(of: $0) }
        let source = scenario.setups.map { text(of: $0, isPlain: false).source }.joined(separator: "\n\n")
        let steps = scenario.steps.map { block in
            CProgram.Step(
                title: block.title, text: text(of: block, isPlain: scenario.isPlain), items: items(of: block))
        }
        return CProgram(file: scenario.file, setup: setup, setupSource: source, steps: steps)
    }

    private func text(of block: Block, isPlain: Bool) -> StepText {
        let statements = block.items.filter { if case .foreign(let item) = $0 { item is CStatement } else { false } }
        let others = block.items.filter { if case .foreign(let item) = $0 { !(item is CStatement) } else { true } }
        return StepText(file, kept: statements.map(\.span), skipped: others.map(\.span), isPlain: isPlain)
    }

    private func items(of block: Block) -> [CProgram.Item] {
        if block.kind == .exit {
            _ = refuse(
                "E0402", "'exit' is not supported in C", block.titleSpan,
                "The end of a C program frees nothing by itself.", help: "Leave the block out.")
            return []
        }
        return block.items.flatMap { item -> [CProgram.Item] in
            switch item {
            case .statement: []
            case .directive(let directive): note(directive, in: block)
            case .foreign(let item): self.item(item)
            }
        }
    }

    private func note(_ directive: Directive, in block: Block) -> [CProgram.Item] {
        guard case .note(let text) = directive.kind else { return [] }
        if block.kind == .setup {
            _ = refuse(
                "E0303", "a note in 'setup' is never shown", directive.span, "'setup' has no picture of its own.",
                help: "Move it into the first step.")
        }
        return [.note(PythonDoc.dedent(text))]
    }

    private func item(_ item: any ForeignItem) -> [CProgram.Item] {
        if let statement = item as? CStatement { return [.run(lower(statement), statement.span)] }
        guard let directive = item as? CDirective else { return [] }
        return self.item(directive).map { [$0] } ?? []
    }

    /// What a directive asks; nil where it is wrong.
    func item(_ directive: CDirective) -> CProgram.Item? {
        isQuestion = true
        defer { isQuestion = false }
        do throws(CRefusal) {
            switch directive.kind {
            case .expect(let question):
                let code = try lower(question)
                try checkAsks(code)
                return .expect(code, question.span)
            case .focus(let places): return .focus(try self.places(places, "focused on"))
            case .showBits(let places): return .showBits(try self.places(places, "shown"))
            }
        } catch {
            return nil
        }
    }

    private func places(_ expressions: [CExpression], _ purpose: String) throws(CRefusal) -> [CCode] {
        var places: [CCode] = []
        for expression in expressions { places.append(try place(expression, purpose)) }
        return places
    }

    private func checkAsks(_ code: CCode) throws(CRefusal) {
        if code.changesMemory {
            throw refuse(
                "E0501", "this question changes memory", code.span, "An expectation may only look.",
                help: "Put the change into a statement of the step.")
        }
        if code.type == .void { throw refuse("E1010", "this has no value that could hold", code.span) }
    }
}

extension CCode {
    /// Whether something in it stores, allocates or frees.
    var changesMemory: Bool {
        switch kind {
        case .assign, .update, .allocate, .free: true
        case .constant, .null, .variable, .current: false
        case .dereference(let inner), .load(let inner), .address(let inner), .decay(let inner), .convert(let inner),
            .negate(let inner), .complement(let inner), .not(let inner):
            inner.changesMemory
        case .arithmetic(_, let left, let right), .shift(_, let left, let right),
            .comparePointers(_, let left, let right),
            .move(let left, let right, _), .difference(let left, let right), .both(let left, let right),
            .either(let left, let right):
            left.changesMemory || right.changesMemory
        case .choose(let condition, let then, let otherwise):
            condition.changesMemory || then.changesMemory || otherwise.changesMemory
        case .question(_, let subjects, _): subjects.contains(where: \.changesMemory)
        }
    }
}
