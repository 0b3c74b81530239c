import Diagnostics
import HeapModel
import ScenarioSyntax
import Timelines

/// What refers to one object after one step.
package struct Inquiry: Sendable {
    /// The title of the step.
    package var step: String
    /// The object as the timeline has it.
    package var object: HeapObject
    package var references: [FoundReference]
    /// The taught count and CPython's own.
    package var taughtCount: Int
    package var realCount: Int
    /// Whether the interpreter shares the object with all else, so that its real count says nothing.
    package var isShared: Bool
}

/// Runs a scenario up to the end of a step and says why what an expression gives there is as it is.
///
/// Of CPython's heap, that is what refers to the object. The expression is asked as `label` asks: in a copy of the
/// memory, so that asking takes no reference.
package func explain(
    _ file: SourceFile, id: String, runtime: String? = nil, reader: IncludeReader = .none, step: Int,
    expression: String, budget: Budget = .standard
) -> Explanation {
    onDeepStack { _ in
        let prepared = PreparedScenario(file, reader, runtime: runtime)
        let (found, diagnostics) = findRuntime(prepared.scenario, override: runtime)
        guard let found, !containsError(diagnostics) else { return .lines(nil, prepared.diagnostics + diagnostics) }
        return found.explain(prepared, id: id, step: step, expression: expression, budget: budget)
    }
}

extension Runtime {
    func explain(
        _ prepared: PreparedScenario, id: String, step: Int, expression: String, budget: Budget
    ) -> Explanation {
        let (calm, racing) = prepared.scenario.dividedAtFirstRace
        if step > calm.steps.count, step <= calm.steps.count + racing.count {
            return explainRace(prepared, step: step, expression: expression, budget: budget)
        }
        let (inquiry, diagnostics) = inquire(prepared, step: step, expression: expression, budget: budget)
        return .references(inquiry, diagnostics)
    }

    private func inquire(
        _ prepared: PreparedScenario, step: Int, expression: String, budget: Budget
    ) -> (Inquiry?, [Diagnostic]) {
        let question = Question(expression, after: prepared.scenario.file)
        func placed(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
            question.placed(diagnostics).map(prepared.source.placed)
        }
        var diagnostics = prepared.diagnostics + question.diagnostics
        guard !containsError(diagnostics) else { return (nil, placed(diagnostics)) }
        var scenario = isPrompt ? prepared.scenario.atPrompt : prepared.scenario
        guard scenario.steps.indices.contains(step - 1) else { return (nil, [noStep(step, in: scenario)]) }
        scenario.steps[step - 1].items.append(.directive(question.label))
        diagnostics += check(scenario)
        guard !containsError(diagnostics) else { return (nil, placed(diagnostics)) }
        var (program, lowering) = lower(scenario.dividedAtFirstRace.calm, for: self)
        diagnostics += lowering
        guard !containsError(diagnostics) else { return (nil, placed(diagnostics)) }
        program.end(afterStep: step - 1)
        let (ended, title) = (program, scenario.steps[step - 1].title)
        return onDeepStack { stack in
            let interpreter = Interpreter(ended, facts: facts, budget: budget, stack: stack)
            interpreter.load()
            do throws(Interruption) {
                try interpreter.runInputs()
            } catch {
                interpreter.fail(with: error)
            }
            let said = placed(interpreter.story.diagnostics.filter { $0.code != "E0503" })
            return containsError(said) ? (nil, said) : (interpreter.answer(step: title), said)
        }
    }
}

func noStep(_ step: Int, in scenario: Scenario) -> Diagnostic {
    Diagnostic(
        "E0311", "the scenario has no step \(step)", in: scenario.file, at: nil,
        help: scenario.steps.count == 1 ? "It has one step." : "It has steps 1 to \(scenario.steps.count).")
}

/// An expression from the command line, as a directive at the end of a step.
private struct Question {
    let file: SourceFile
    let offset: Int
    let label: Directive
    let diagnostics: [Diagnostic]

    /// The expression is read from a text that has as many empty lines above it as the scenario has bytes, so that its
    /// places lie behind the scenario's own and are told apart from them.
    init(_ text: String, after scenario: SourceFile) {
        offset = scenario.bytes.count + 1
        file = SourceFile(name: "<expression>", text: text)
        let padding = [UInt8](repeating: UInt8(ascii: "\n"), count: offset)
        let padded = SourceFile(name: scenario.name, bytes: padding + file.bytes)
        let (expression, diagnostics) = parseExpression(padded)
        self.diagnostics = diagnostics
        label = Directive(
            kind: .label(expression, name: "the object in question", nameSpan: Span(-1, -1)), span: expression.span)
    }

    /// The diagnostics with those about the expression placed in it.
    func placed(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
        diagnostics.map { diagnostic in
            guard let span = diagnostic.span, span.start >= offset else { return diagnostic }
            var placed = diagnostic
            placed.file = file
            placed.span = Span(span.start - offset, span.end - offset)
            return placed
        }
    }
}

extension Program {
    /// Lets the program end after a step, by its place from 0; what comes later still belongs to its code.
    fileprivate mutating func end(afterStep step: Int) {
        for (position, unit) in story.enumerated() {
            let place = units[unit].instructions.firstIndex { instruction in
                if case .stepEnd(let index) = instruction { index == step } else { false }
            }
            guard let place else { continue }
            if units[unit].instructions.indices.contains(place + 1) { units[unit].instructions[place + 1] = .end }
            story.removeSubrange((position + 1)...)
            return
        }
    }
}

extension Interpreter {
    fileprivate func answer(step: String) -> Inquiry? {
        guard let label = labels.last ?? nil, heap.isAlive(label.ref), heap.hasIdentity(label.ref, label.id) else {
            return nil
        }
        var names = labelNames()
        names[label.ref] = nil
        let state = heap.state()
        let object =
            state.objects.first { $0.id == label.id } ?? HeapObject(id: label.id, type: heap.typeName(label.ref))
        return Inquiry(
            step: step, object: object, references: heap.references(to: label.ref, labels: names),
            taughtCount: heap.taughtCount(label.ref), realCount: heap.realCount(label.ref),
            isShared: heap.reportedCount(label.ref) == nil)
    }
}
