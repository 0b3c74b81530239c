import Diagnostics
import HeapModel
import Timelines

// Directives: what they ask runs in a copy of the interpreter, so that asking leaves no trace.
extension Interpreter {
    func carryOut(_ directive: DirectivePlan) throws(Interruption) {
        switch directive.kind {
        case .note(let text):
            story.note = story.note.isEmpty ? text : story.note + "\n\n" + text
        case .expect(let plan):
            try check(plan)
        case .label(let unit, let number):
            guard let object = try object(unit, directive.span) else { return }
            labels[number] = object
            story.labels.append(Label(name: program.labels[number], object: object.id))
        case .focus(let units):
            for unit in units { if let object = try object(unit, directive.span) { story.focus.append(object.id) } }
        case .hide(let units):
            for unit in units { if let object = try object(unit, directive.span) { story.hidden.append(object.id) } }
        }
    }

    /// Runs an expression in a copy; the copy's stack holds the value. Nil where it failed; the diagnostic is recorded.
    ///
    /// - Parameters:
    ///   - newObject: what to say of a value that is a new object; nil where it may be one.
    ///   - isQuiet: whether nothing is said where there is no answer.
    private func ask(
        _ unit: Int, newObject: Diagnostic? = nil, isQuiet: Bool = false
    ) throws(Interruption) -> (Interpreter, Ref)? {
        let copy = Interpreter(copyOf: self)
        let before = copy.heap.state()
        copy.heap.recorder.isOn = true
        copy.heap.recorder.events = []
        copy.calls.append(Call(unit: unit, afterwards: .stop))
        do throws(Interruption) {
            defer { budget.instructions = copy.budget.instructions }
            try copy.charge(heap.liveCount / 4)
            try copy.run()
        } catch {
            if case .limit = error { throw error }
            if !isQuiet { story.diagnostics.append(explainFailedQuestion(unit, copy, error)) }
            return nil
        }
        guard let value = copy.heap.stack.last else { return nil }
        if let newObject, !isKnown(value, in: copy) {
            story.diagnostics.append(newObject)
            return nil
        }
        if copy.heap.recorder.events.contains(where: { $0.kind != .allocate }), !isUnchanged(before, copy) {
            story.diagnostics.append(changesMemory(unit))
            return nil
        }
        return (copy, value)
    }

    /// Why a question has no answer. That a name is not bound is no matter of CPython's: the program did not ask.
    private func explainFailedQuestion(_ unit: Int, _ copy: Interpreter, _ error: Interruption) -> Diagnostic {
        let standard = copy.diagnostic(for: error, traceFrom: calls.count)
        guard case .exception(let exception, isAgain: _) = error, copy.heap.typeName(exception) == "NameError" else {
            return standard
        }
        let advice = "To ask about an object whose name is gone, label it before: label x as X"
        return Diagnostic(
            "E0506", "this name is not bound here", in: program.file, at: standard.span,
            explanation: "A directive is asked at its place in the step, after the statements above it.",
            help: copy.origins[exception]?.suggestion.map { "Did you mean '\($0)'? \(advice)" } ?? advice)
    }

    private func isUnchanged(_ before: MemoryState, _ copy: Interpreter) -> Bool {
        let known = Set(before.objects.map(\.id))
        let after = copy.heap.state()
        return after.frames == before.frames
            && after.objects.filter { known.contains($0.id) }.map(comparable) == before.objects.map(comparable)
    }

    /// The object without what a temporary reference of the question changes.
    private func comparable(_ object: HeapObject) -> HeapObject {
        var object = object
        object.realRefcount = nil
        object.keptBy = []
        return object
    }

    private func changesMemory(_ unit: Int) -> Diagnostic {
        let span = program.units[unit].spans.last ?? Span(0, 0)
        return Diagnostic(
            "E0501", "this question changes memory", in: program.file, at: span,
            explanation: "An expectation, a label, 'focus' and 'hide' may only look.",
            help: "Put the change into a statement of the step.")
    }

    /// The object that an expression of `label`, `focus` or `hide` gives; it must have existed before.
    private func object(_ unit: Int, _ span: Span) throws(Interruption) -> LabelledObject? {
        let newObject = Diagnostic(
            "E0502", "this makes a new object", in: program.file, at: span,
            explanation: "A directive can name only an object that the program holds.",
            help: "Bind the object to a name in a statement first.")
        guard let (_, value) = try ask(unit, newObject: newObject) else { return nil }
        return LabelledObject(ref: value, id: heap.storyID(value))
    }

    /// Whether a value that a copy came to is an object of this memory.
    private func isKnown(_ value: Ref, in copy: Interpreter) -> Bool {
        value.index < heap.recordCount && heap.isAlive(value) && heap.isSameObject(value, as: copy.heap)
    }

    func labelled(_ number: Int) throws(Interruption) -> Ref {
        guard let label = labels[number] else {
            throw .raise("NameError", "the label '\(program.labels[number])' has no object yet")
        }
        guard isAlive(label) else {
            throw .raise("ReferenceError", "the object labelled '\(program.labels[number])' has been freed")
        }
        return label.ref
    }

    private func isAlive(_ label: LabelledObject) -> Bool {
        heap.isAlive(label.ref) && heap.hasIdentity(label.ref, label.id)
    }

    // MARK: - Expectations

    private func check(_ plan: ExpectationPlan) throws(Interruption) {
        story.expectations += 1
        guard let (copy, value) = try ask(plan.unit) else { return }
        if copy.isTrue(value) { return }
        story.diagnostics.append(try explainFailure(plan))
    }

    /// The smallest part that does not hold, with what was found on each side.
    private func explainFailure(_ plan: ExpectationPlan) throws(Interruption) -> Diagnostic {
        for part in plan.conjuncts {
            if let (copy, value) = try ask(part.unit), !copy.isTrue(value) { return try explainFailure(part) }
        }
        var found: [String] = []
        for operand in plan.operands where !operand.isLiteral {
            guard let (copy, value) = try ask(operand.unit), let shown = try? copy.representation(value) else {
                continue
            }
            found.append("`\(program.file.text(operand.span))` is \(shown)" + (try holders(operand)))
        }
        return .failedExpectation(
            in: program.file, at: plan.span, found: found.isEmpty ? "" : found.joined(separator: "; ") + ".",
            help: advice(plan, found))
    }

    /// What holds the object that an operand counts or calls freed.
    private func holders(_ operand: OperandPlan) throws(Interruption) -> String {
        guard let counted = operand.countedUnit, let (copy, value) = try ask(counted, isQuiet: true) else { return "" }
        let list = copy.heap.referrers(of: value, labels: copy.labelNames())
        return ", held by " + (list.isEmpty ? "nothing that can be shown" : list.joined(separator: ", "))
    }

    private func advice(_ plan: ExpectationPlan, _ found: [String]) -> String {
        let text = program.file.text(plan.span)
        let values = Set(found.compactMap { $0.split(separator: "` is ", maxSplits: 1).last })
        if text.contains("getrefcount(") {
            return "The argument of sys.getrefcount is a reference too; ask refcount(x), or real_refcount(x) for what"
                + " CPython counts."
        }
        if text.contains(" is "), !text.contains(" is not "), found.count > 1, values.count == 1 {
            return "These are two objects of the same value; '==' compares values, 'is' asks for one object."
        }
        return "Correct the expectation, or the statements above it."
    }

    func labelNames() -> [Ref: String] {
        var names: [Ref: String] = [:]
        for (number, label) in labels.enumerated() {
            if let label, isAlive(label) { names[label.ref] = program.labels[number] }
        }
        return names
    }

    // MARK: - Queries

    /// The answer to a question about memory, owned; its arguments are taken from the stack.
    func answer(_ number: Int) throws(Interruption) -> Ref {
        let plan = program.queries[number]
        let onStack = plan.arguments.count { if case .stack = $0 { true } else { false } }
        var values = pop(onStack)[...]
        var subjects: [Subject] = []
        for argument in plan.arguments {
            switch argument {
            case .stack: subjects.append(Subject(ref: values.removeFirst(), isLabel: false, isAlive: true))
            case .label(let number):
                guard let label = labels[number] else {
                    throw .raise("NameError", "the label '\(program.labels[number])' has no object yet")
                }
                subjects.append(Subject(ref: label.ref, isLabel: true, isAlive: isAlive(label)))
            }
        }
        let result = try answer(plan, subjects)
        for subject in subjects where !subject.isLabel { heap.release(subject.ref) }
        return result
    }

    /// What a question is about.
    private struct Subject {
        var ref: Ref
        var isLabel: Bool
        var isAlive: Bool
    }

    private func answer(_ plan: QueryPlan, _ subjects: [Subject]) throws(Interruption) -> Ref {
        switch plan.query {
        case .alive: return heap.makeBool(subjects.allSatisfy(\.isAlive))
        case .freed: return heap.makeBool(subjects.allSatisfy { !$0.isAlive })
        case .unreachable:
            let reachable = heap.reachable(ignoring: subjects.filter { !$0.isLabel }.map(\.ref))
            return heap.makeBool(subjects.allSatisfy { $0.isAlive && !reachable[$0.ref.index] })
        case .collected:
            guard let last = story.collections.last else {
                throw .raise("RuntimeError", "no collection has run in this step")
            }
            return heap.makeInt(last.returned)
        case .pending:
            guard heap.facts.knowsAllocationCounts else { throw .unsupportedInVersion("'pending()'") }
            return heap.makeTuple(heap.generations.counts.map { heap.makeInt($0) })
        default: break
        }
        guard let subject = subjects.first, subject.isAlive else {
            throw .raise("ReferenceError", "the object has been freed")
        }
        let own = subject.isLabel ? 0 : 1
        switch plan.query {
        case .refcount: return heap.makeInt(heap.taughtCount(subject.ref))
        case .realRefcount:
            guard heap.reportedCount(subject.ref) != nil else { return heap.makeNone() }
            return heap.makeInt(heap.realCount(subject.ref) - own)
        case .referrers:
            let texts = heap.referrers(of: subject.ref, labels: labelNames())
            return heap.makeList(texts.map { heap.makeString($0) })
        case .generation:
            return heap.generation(of: subject.ref).map { heap.makeInt($0) } ?? heap.makeNone()
        case .tracked: return heap.makeBool(heap[subject.ref].flags.contains(.tracked))
        case .size: return heap.size(subject.ref).map { heap.makeInt($0) } ?? heap.makeNone()
        default: throw .unsupported("'\(plan.query.rawValue)'")
        }
    }
}

extension Diagnostic {
    private static let failedExpectationCode = "E0503"

    /// An expectation that does not hold, and what was found instead.
    static func failedExpectation(
        in file: SourceFile, at span: Span, found: String,
        help: String = "Correct the expectation, or the statements above it."
    ) -> Diagnostic {
        Diagnostic(
            failedExpectationCode, "the expectation does not hold", in: file, at: span, explanation: found,
            help: help)
    }

    /// Whether it says that an expectation does not hold.
    package var isFailedExpectation: Bool { code == Diagnostic.failedExpectationCode }
}
