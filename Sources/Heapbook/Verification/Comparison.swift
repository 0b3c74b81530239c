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

    init(_ timeline: Timeline, _ report: ProbeReport) {
        self.timeline = timeline
        self.report = report
        addresses = Addresses(timeline, report)
    }

    func run() -> ComparisonResult {
        var result = ComparisonResult()
        let states = [timeline.start] + timeline.steps.map(\.state)
        var memory = PairMemory()
        for (index, pair) in zip(states, report.states).enumerated() {
            let labels = index == 0 ? [] : timeline.steps[index - 1].labels
            var comparison = StateComparison(
                step: index, model: pair.0, probe: pair.1, addresses: addresses, memory: memory, labels: labels)
            comparison.run()
            memory = comparison.memory
            result.disagreements += comparison.result.disagreements
            for what in comparison.result.notCompared { result.skip(what) }
            if index > 0 { compareOutput(index, timeline.steps[index - 1].output, pair.1.output, &result) }
        }
        compareEnd(&result)
        result.disagreements.sort { $0.step < $1.step }
        return result
    }

    // MARK: - Output

    private func compareOutput(_ step: Int, _ model: String, _ cpython: String, _ result: inout ComparisonResult) {
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

    private func compareEnd(_ result: inout ComparisonResult) {
        let last = timeline.steps.last
        let (model, end) = (last?.raised, report.end)
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
            if report.states.count == timeline.steps.count + 1 { return }
            result.disagreements.append(
                Disagreement(
                    step: min(report.states.count, timeline.steps.count + 1) - 1, object: "", aspect: .end,
                    model: "\(timeline.steps.count) steps run", cpython: "\(report.states.count - 1) steps run"))
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
        for state in [timeline.start] + timeline.steps.map(\.state) {
            for object in state.objects { if let address = Int(object.address.dropFirst(2), radix: 16) { model.insert(address) } }
        }
        self.model = model
        probe = Set(report.states.flatMap { $0.objects.map(\.id) })
    }

    /// Whether both numbers are addresses of objects.
    func areAddresses(_ model: String, _ probe: String) -> Bool {
        guard let left = Int(model), let right = Int(probe) else { return false }
        return self.model.contains(left) && self.probe.contains(right)
    }

    /// The text with addresses taken out: hexadecimal ones, and decimal ones of known objects.
    func masked(_ text: String) -> String {
        text.replacing(#/0x[0-9a-f]{6,}/#, with: "0x…").replacing(#/[0-9]{9,}/#) { match in
            let number = Int(match.output) ?? -1
            return model.contains(number) || probe.contains(number) ? "…" : String(match.output)
        }
    }
}
