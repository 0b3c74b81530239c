import Timelines

/// Compares a timeline with what real CPython reported about the same program.
///
/// 1. The states are compared in order: memory after the setup, then after each step (`StateComparison`).
/// 2. Each object of the model is paired with an address of CPython's; pairs hold from one state to the next, so that
///    an object that is another one than before is found as well.
/// 3. Then what each step printed, and the exception that ended the program.
struct Comparison {
    let timeline: Timeline
    let report: ProbeReport
    let addresses: Addresses
    /// Whether `sys.getsizeof` is compared as well.
    let comparesSizes: Bool

    /// Whether the scenario tells the counts of the generations.
    let tellsCounts: Bool

    init(_ timeline: Timeline, _ report: ProbeReport, comparesSizes: Bool = false, tellsCounts: Bool = true) {
        self.tellsCounts = tellsCounts
        self.comparesSizes = comparesSizes
        self.timeline = timeline
        self.report = report
        addresses = Addresses(timeline, report)
    }

    func run() -> ComparisonFindings {
        var result = ComparisonFindings()
        var memory = PairMemory()
        var reported = report.states[...]
        if let first = reported.popFirst() {
            compare(timeline.start, first, Moment(step: 0), &memory, &result)
            memory.collector.begin(timeline.start, first)
        }
        for step in timeline.steps {
            let told = step.parts.filter { $0.phase == nil }
            let parts = reported.prefix { $0.part > 0 }
            reported.removeFirst(parts.count)
            compareParts(step.index, told, Array(parts), &memory, &result)
            guard let state = reported.popFirst() else { break }
            memory.collector.compare(step, state, tellsCounts: tellsCounts, &result)
            compare(step.state, state, Moment(step: step.index, labels: step.labels), &memory, &result)
            compareOutput(step.index, step.output, parts.map(\.output).joined() + state.output, &result)
            if state.isOfPrompt, state.raised != nil || step.raised != nil {
                compareLine(step, state.raised, &result)
            }
        }
        compareEnd(&result)
        result.disagreements.sort { ($0.step, $0.part) < ($1.step, $1.part) }
        return result
    }

    private struct Moment {
        var step: Int
        var part = 0
        var labels: [Label] = []
    }

    private func compare(
        _ model: MemoryState, _ state: ProbeState, _ moment: Moment, _ memory: inout PairMemory,
        _ result: inout ComparisonFindings
    ) {
        var comparison = StateComparison(
            step: moment.step, part: moment.part, model: model, probe: state, addresses: addresses, memory: memory,
            labels: moment.labels, comparesSizes: comparesSizes)
        comparison.run()
        memory = comparison.memory
        result.disagreements += comparison.result.disagreements
        for what in comparison.result.notCompared { result.skip(what) }
    }

    /// The lines inside calls. From the first line on that is another one, nothing more of the step's lines is compared.
    private func compareParts(
        _ step: Int, _ parts: [Step], _ states: [ProbeState], _ memory: inout PairMemory,
        _ result: inout ComparisonFindings
    ) {
        func line(_ name: String?, _ text: String?) -> String {
            guard let text else { return "no further line" }
            return "the line '\(text)' of \(name ?? "?")"
        }
        for index in 0..<max(parts.count, states.count) {
            let part = parts.indices.contains(index) ? parts[index] : nil
            let state = states.indices.contains(index) ? states[index] : nil
            let model = line(part?.state.frames.last?.name, part?.source)
            let cpython = line(state?.frames.last?.name, state?.line)
            guard let part, let state, model == cpython else {
                result.disagreements.append(
                    Disagreement(
                        step: step, part: index + 1, object: "", aspect: .line, model: model, cpython: cpython))
                return
            }
            let moment = Moment(step: step, part: part.index, labels: part.labels)
            compare(part.state, state, moment, &memory, &result)
        }
    }

    /// The exception that ended a line of the prompt.
    private func compareLine(_ step: Step, _ raised: ProbeEnd.Raised?, _ result: inout ComparisonFindings) {
        let model = step.raised.map { "\($0.type): \($0.message)" } ?? "nothing is raised"
        let cpython = raised.map { "\($0.type): \($0.message ?? step.raised?.message ?? "?")" } ?? "nothing is raised"
        guard model != cpython else { return }
        if addresses.masked(model) == addresses.masked(cpython) {
            result.skip("addresses in the exception's message")
            return
        }
        result.disagreements.append(
            Disagreement(step: step.index, object: "", aspect: .exception, model: model, cpython: cpython))
    }

    // MARK: - Output

    private func compareOutput(_ step: Int, _ model: String, _ cpython: String, _ result: inout ComparisonFindings) {
        if model == cpython { return }
        if addresses.masked(model) == addresses.masked(cpython) {
            result.skip("step \(step): addresses in the output")
            return
        }
        let left = model.split(separator: "\n", omittingEmptySubsequences: false)
        let right = cpython.split(separator: "\n", omittingEmptySubsequences: false)
        let line = zip(left, right).prefix { $0.0 == $0.1 }.count
        func show(_ lines: [Substring]) -> String {
            line < lines.count ? "\"\(lines[line])\"" : "nothing more"
        }
        result.disagreements.append(
            Disagreement(
                step: step, object: "line \(line + 1) of the output", aspect: .output, model: show(left),
                cpython: show(right)))
    }

    // MARK: - The end

    private func compareEnd(_ result: inout ComparisonFindings) {
        let last = timeline.steps.last
        let steps = report.states.count { $0.part == 0 }
        let isOfPrompt = report.states.contains(where: \.isOfPrompt)
        let (model, end) = (isOfPrompt && report.end?.raised == nil ? nil : last?.raised, report.end)
        let modelText = model.map { "\($0.type): \($0.message)" }
        let cpythonText = end?.raised.map { "\($0.type): \($0.message ?? "?")" }
        if let end, let raised = end.raised, let model, let last {
            let sameMessage = raised.message == nil || raised.message == model.message
            if raised.message == nil { result.skip("the exception's message, which this version cannot print") }
            if raised.type == model.type, sameMessage, end.step == last.index { return }
            if raised.type == model.type, end.step == last.index,
                addresses.masked(raised.message ?? "") == addresses.masked(model.message)
            {
                result.skip("addresses in the exception's message")
                return
            }
        } else if model == nil, end?.raised == nil {
            if steps == timeline.steps.count + 1 { return }
            result.disagreements.append(
                Disagreement(
                    step: min(steps, timeline.steps.count + 1) - 1, object: "", aspect: .end,
                    model: "\(timeline.steps.count) steps run", cpython: "\(steps - 1) steps run"))
            return
        }
        result.disagreements.append(
            Disagreement(
                step: end?.raised == nil ? last?.index ?? 0 : end?.step ?? 0, object: "", aspect: .exception,
                model: modelText.map { "\($0), in step \(last?.index ?? 0)" } ?? "nothing is raised",
                cpython: cpythonText.map { "\($0), in step \(end?.step ?? 0)" } ?? "nothing is raised"))
    }
}

/// The addresses that occur in the model and in CPython. They never agree, and what prints or holds one is not compared.
struct Addresses: Sendable {
    let model: Set<Int>
    let probe: Set<Int>

    init(_ timeline: Timeline, _ report: ProbeReport) {
        var model: Set<Int> = []
        for state in [timeline.start] + timeline.steps.flatMap({ $0.parts.map(\.state) + [$0.state] }) {
            for object in state.objects {
                if let address = Int(object.address.dropFirst(2), radix: 16) { model.insert(address) }
            }
        }
        self.model = model
        probe = Set(report.states.flatMap { $0.objects.map(\.id) })
    }

    /// Whether both numbers are addresses of objects.
    func areAddresses(_ model: String, _ probe: String) -> Bool {
        guard let left = Int(model), let right = Int(probe) else { return false }
        return self.model.contains(left) && self.probe.contains(right)
    }

    /// The text with hexadecimal addresses taken out.
    static func withoutHexadecimal(_ text: String) -> String { text.replacing(#/0x[0-9a-f]{6,}/#, with: "0x…") }

    /// The text with addresses taken out: hexadecimal ones, and decimal ones of known objects.
    func masked(_ text: String) -> String {
        Self.withoutHexadecimal(text).replacing(#/[0-9]{9,}/#) { match in
            let number = Int(match.output) ?? -1
            return model.contains(number) || probe.contains(number) ? "…" : String(match.output)
        }
    }
}
