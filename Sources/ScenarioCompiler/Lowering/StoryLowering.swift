import Diagnostics
import ScenarioSyntax

// The order in which things run: one unit for a script, a unit for each line at the prompt.
extension Lowerer {
    /// Lowers the whole story and returns the units that run, in order.
    func lowerStory(_ scenario: Scenario) -> [Int] {
        let writer: any StoryWriter = runtime.isPrompt ? PromptWriter(self) : ScriptWriter(self)
        for block in scenario.setups { lower(block.items, writer) }
        writer.tell(.setupEnd, Span(0, 0))
        for (index, step) in scenario.steps.enumerated() {
            writer.tell(.stepStart(index), step.titleSpan)
            if step.kind == .exit { writer.tell(.teardown, step.titleSpan) }
            lower(step.items, writer)
            writer.tell(.stepEnd(index), step.titleSpan)
        }
        return writer.finish()
    }

    /// What is lowered from now on shares no constant with what was lowered before.
    func forgetConstants() { constantNumbers = [:] }

    private func lower(_ items: [BlockItem], _ writer: any StoryWriter) {
        var line: [Statement] = []
        for item in items {
            if case .statement(let statement) = item {
                if let last = line.last, !isOnOneLine(last, statement) {
                    writer.run { self.lower(line, $0) }
                    line = []
                }
                line.append(statement)
                continue
            }
            writer.run { self.lower(line, $0) }
            line = []
            if case .directive(let directive) = item { lower(directive, writer) }
        }
        writer.run { self.lower(line, $0) }
    }

    /// Whether two statements, with a semicolon between them, are one line to whoever types them.
    private func isOnOneLine(_ first: Statement, _ second: Statement) -> Bool {
        file.line(at: max(first.span.start, first.span.end - 1)) == file.line(at: second.span.start)
    }

    private func lower(_ directive: Directive, _ writer: any StoryWriter) {
        if let condition = directive.condition,
            !condition.applies(
                to: runtime.version, atPrompt: runtime.isPrompt, isTextbook: runtime.facts.marksAndSweeps)
        {
            otherExpectations += 1
            return
        }
        if case .expectRaises(let type, let statements) = directive.kind {
            writer.run { self.lowerExpectRaises(type, statements, directive.span, $0) }
            return
        }
        guard let kind = plan(directive) else { return }
        writer.tell(.directive(directives.count), directive.span)
        directives.append(DirectivePlan(kind: kind, span: directive.span))
    }
}

/// Where statements and the marks between them go.
protocol StoryWriter {
    /// Adds a mark of the story.
    func tell(_ mark: Instruction, _ span: Span)
    /// Adds statements that are compiled together.
    func run(_ lower: (UnitBuilder) -> Void)
    /// Closes what is open and returns the units that run, in order.
    func finish() -> [Int]
}

/// A script: the statements of all blocks make one code unit, with marks where steps begin and end.
private struct ScriptWriter: StoryWriter {
    let lowerer: Lowerer
    let module: UnitBuilder

    init(_ lowerer: Lowerer) {
        self.lowerer = lowerer
        lowerer.units.append(CodeUnit(kind: .module, name: "<module>"))
        module = UnitBuilder(lowerer.units[0], scope: nil, span: Span(0, 0))
    }

    func tell(_ mark: Instruction, _ span: Span) {
        module.span = span
        module.emit(mark)
    }

    func run(_ lower: (UnitBuilder) -> Void) { lower(module) }

    func finish() -> [Int] {
        module.emit(.end)
        lowerer.units[0] = module.unit
        return [0]
    }
}

/// The prompt: each line is a code unit with constants of its own, which die with it. The marks between lines make
/// units that are no code of the program.
private final class PromptWriter: StoryWriter {
    private let lowerer: Lowerer
    private var marks: UnitBuilder?
    private var units: [Int] = []

    init(_ lowerer: Lowerer) {
        self.lowerer = lowerer
    }

    func tell(_ mark: Instruction, _ span: Span) {
        let builder = marks ?? UnitBuilder(CodeUnit(kind: .marks, name: "<story>"), scope: nil, span: span)
        builder.span = span
        builder.emit(mark)
        marks = builder
    }

    func run(_ lower: (UnitBuilder) -> Void) {
        closeMarks()
        let number = lowerer.units.count
        lowerer.units.append(CodeUnit(kind: .module, name: "<module>"))
        let line = UnitBuilder(lowerer.units[number], scope: nil, span: Span(0, 0))
        lowerer.forgetConstants()
        lower(line)
        if line.here == 0 {
            lowerer.units.removeSubrange(number...)
            return
        }
        line.emit(.end)
        lowerer.units[number] = line.unit
        units.append(number)
    }

    private func closeMarks() {
        guard let marks else { return }
        marks.emit(.end)
        units.append(lowerer.units.count)
        lowerer.units.append(marks.unit)
        self.marks = nil
    }

    func finish() -> [Int] {
        closeMarks()
        return units
    }
}
