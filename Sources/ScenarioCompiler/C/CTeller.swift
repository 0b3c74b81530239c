import CellModel
import Diagnostics
import ScenarioSyntax
import Timelines

/// Runs a checked C scenario and makes its timeline.
struct CTeller {
    let program: CProgram
    private(set) var machine: CMachine
    private var diagnostics: [Diagnostic] = []
    private var expectations = 0
    private var reachedLimit = false
    /// The undefined operation that ended the program.
    private var end: Span?
    /// The blocks whose bits are shown, from the step on that asks for it.
    private var bits: Set<Int> = []
    private var showsAllBits = false
    private var focus: Set<Int> = []

    init(_ program: CProgram, _ budget: Budget) {
        self.program = program
        machine = CMachine(program.file, limit: budget.instructions)
    }

    mutating func tell(_ info: ScenarioInfo) -> Compilation {
        machine.beginStep()
        var isWhole = run(program.setup)
        let start = MemoryState(
            cells: machine.memory.snapshot(hazards: hazards, isUndefined: end != nil, bits: shownBits))
        var steps: [Step] = []
        for plan in program.steps where isWhole {
            let gone = machine.memory.gone
            machine.beginStep()
            focus = []
            isWhole = run(plan.items)
            var step = Step(index: steps.count + 1, title: plan.title, lines: plan.text.lines, source: plan.text.source)
            step.note = plan.items.compactMap { if case .note(let text) = $0 { text } else { nil } }
                .joined(separator: "\n\n")
            step.state = MemoryState(
                cells: machine.memory.snapshot(
                    goneBefore: gone, hazards: hazards, isUndefined: end != nil, bits: shownBits, focus: focus))
            steps.append(step)
            warnOfUnexpectedEnd(plan)
        }
        return Compilation(
            timeline: Timeline(scenario: info, start: start, steps: steps), diagnostics: diagnostics,
            reachedLimit: reachedLimit, expectations: expectations)
    }

    private var hazards: [CellHazard] {
        machine.hazards.map { hazard, span in
            CellHazard(
                kind: hazard.kind.rawValue, message: hazard.message, isUndefined: hazard.kind.isUndefined,
                line: program.file.line(at: span.start), block: hazard.block.map(Memory.id),
                address: hazard.address?.hexadecimal, width: hazard.width)
        }
    }

    private var shownBits: Set<Int> { showsAllBits ? Set(machine.memory.blocks.indices) : bits }

    // MARK: - Running

    /// Runs the items of a block.
    ///
    /// - Returns: whether the scenario can go on.
    private mutating func run(_ items: [CProgram.Item]) -> Bool {
        for item in items {
            switch item {
            case .note: break
            case .run(let instructions, let span):
                if let end {
                    refuseAfter(end, span)
                    return false
                }
                guard run(instructions) else { return false }
            case .expect(let code, let span): check(code, span)
            case .focus(let places): focus.formUnion(places.compactMap { block(of: $0) })
            case .showBits(let places):
                if places.isEmpty { showsAllBits = true }
                bits.formUnion(places.compactMap { block(of: $0) })
            }
        }
        return true
    }

    private mutating func run(_ instructions: [CInstruction]) -> Bool {
        do throws(CStop) {
            for instruction in instructions { try machine.run(instruction) }
        } catch {
            switch error {
            case .undefined(let hazard, let span):
                machine.note(hazard, span)
                end = span
            case .refused(let diagnostic, let isLimit):
                diagnostics.append(diagnostic)
                reachedLimit = isLimit
                return false
            }
        }
        return true
    }

    private mutating func refuseAfter(_ end: Span, _ span: Span) {
        diagnostics.append(
            Diagnostic(
                "E1016", "this statement stands behind something undefined", in: program.file, at: span,
                explanation: "From there on C says nothing about what the program does, so nothing can be shown.",
                help: "Let the scenario end with it, and tell the rest in a scenario of its own.",
                related: [RelatedPlace(end, "undefined")]))
    }

    /// What is undefined belongs to the story where an expectation says so.
    private mutating func warnOfUnexpectedEnd(_ plan: CProgram.Step) {
        guard let hazard = machine.hazards.first(where: { $0.hazard.kind.isUndefined }) else { return }
        let kind = hazard.hazard.kind
        let isExpected = plan.items.contains { item in
            if case .expect(let code, _) = item { code.asks([.undefined, .hazard(kind)]) } else { false }
        }
        if isExpected { return }
        diagnostics.append(
            Diagnostic(
                "E1017", "something undefined happens here: \(hazard.hazard.message)", in: program.file,
                at: hazard.span, severity: .warning, explanation: kind.rule,
                help: "Where it belongs to the story, say so: expect \(kind.rawValue)()"))
    }

    // MARK: - Asking

    private func block(of place: CCode) -> Int? {
        var copy = machine
        let address = CCode(.address(place), .pointer(place.type), place.span)
        guard case .pointer(let pointer, _)? = try? copy.evaluate(address) else { return nil }
        return pointer.block
    }

    private mutating func check(_ code: CCode, _ span: Span) {
        expectations += 1
        guard let failed = failing(code) else { return }
        var found: [String] = []
        for operand in failed.operands where !operand.isConstant {
            if let shown = value(operand) { found.append("`\(program.file.text(operand.span))` is \(shown)") }
        }
        diagnostics.append(
            Diagnostic.failedExpectation(
                in: program.file, at: failed.span,
                found: found.isEmpty ? "" : found.joined(separator: ", ") + "."))
    }

    /// The smallest part that does not hold; nil where all does, or where there is no answer, which is said.
    private mutating func failing(_ code: CCode) -> CCode? {
        if case .both(let left, let right) = code.kind { return failing(left) ?? failing(right) }
        var copy = machine
        do throws(CStop) {
            switch try copy.evaluate(code) {
            case .integer(let number, _): return number != 0 ? nil : code
            case .pointer(let pointer, _): return pointer != .null ? nil : code
            case .void: return nil
            }
        } catch {
            switch error {
            case .refused(let diagnostic, _): diagnostics.append(diagnostic)
            case .undefined(let hazard, let span):
                diagnostics.append(
                    Diagnostic(
                        "E0507", "this question has no answer: \(hazard.message)", in: program.file, at: span,
                        explanation: hazard.kind.rule,
                        help: "Ask about the state in place of the value, such as dangling(p) or initialised(a)."))
            }
            return nil
        }
    }

    /// A value as a person reads it; nil where there is none.
    func value(_ code: CCode) -> String? {
        var copy = machine
        guard let value = try? copy.evaluate(code) else { return nil }
        switch value {
        case .integer(let number, _): return "\(number)"
        case .pointer(let pointer, _): return pointer == .null ? "NULL" : pointer.address.hexadecimal
        case .void: return nil
        }
    }
}

extension CCode {
    fileprivate var isConstant: Bool {
        switch kind {
        case .constant, .null: true
        case .convert(let inner): inner.isConstant
        default: false
        }
    }

    /// What a failure shows: both sides of a comparison.
    fileprivate var operands: [CCode] {
        switch kind {
        case .arithmetic(let op, let left, let right) where ["==", "!=", "<", ">", "<=", ">="].contains(op):
            [left, right]
        case .comparePointers(_, let left, let right): [left, right]
        case .not(let inner): [inner]
        case .question(.bits, let subjects, _): subjects.map { CCode(.load($0), $0.type, $0.span) }
        default: [self]
        }
    }

    /// Whether one of these questions stands in it.
    fileprivate func asks(_ questions: Set<CQuestion>) -> Bool {
        switch kind {
        case .question(let question, _, _): questions.contains(question)
        case .both(let left, let right), .either(let left, let right), .arithmetic(_, let left, let right):
            left.asks(questions) || right.asks(questions)
        case .not(let inner), .convert(let inner): inner.asks(questions)
        default: false
        }
    }
}
