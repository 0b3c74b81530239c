import Timelines

/// Compares what the collector has counted: the generations' counts, how often it ran, and what it found.
///
/// What the interpreter has allocated to start the program is in CPython's first count and not in the model's. As long as
/// no collection has run, the change of the count is compared; the first collection sets it to 0, and from then on the
/// count itself is. Where the interpreter allocates for itself what the model does not know, the counts differ: in a
/// scenario that tells them that is a disagreement, in any other they are left out from there on, and that is said.
struct CollectorMemory {
    /// How much more CPython's count of the youngest generation is; nil once they have differed.
    private var offset: Int?
    private var runs: [[Int]] = []
    /// Whether the collector ran in the same steps so far. Where it did not, objects are of other generations too.
    private(set) var agreesOnRuns = true

    /// Memory before the first step.
    mutating func begin(_ model: MemoryState, _ state: ProbeState) {
        guard let collector = state.collector else { return }
        runs = collector.runs
        if let model = model.pending, let cpython = collector.pending { offset = cpython[0] - model[0] }
    }

    mutating func compare(
        _ step: Step, _ state: ProbeState, tellsCounts: Bool, _ result: inout ComparisonFindings
    ) {
        guard let collector = state.collector else { return }
        compareRuns(step, collector, tellsCounts: tellsCounts, &result)
        guard let model = step.state.pending, var cpython = collector.pending else {
            if tellsCounts || !step.collections.isEmpty {
                result.skip("gc.get_count(), of which the model has no account here")
            }
            return
        }
        guard let known = offset else { return }
        if !step.collections.isEmpty { offset = 0 }
        cpython[0] -= step.collections.isEmpty ? known : 0
        if model != cpython {
            offset = nil
            guard tellsCounts, step.output.isEmpty else {
                result.skip("gc.get_count() from step \(step.index) on, where the interpreter allocates for itself")
                return
            }
            result.disagreements.append(
                Disagreement(
                    step: step.index, object: "", aspect: .pending, model: "\(model)", cpython: "\(cpython)"))
        }
    }

    /// By generation: how often it was collected in the step, and how many objects that found.
    private mutating func compareRuns(
        _ step: Step, _ collector: ProbeCollector, tellsCounts: Bool, _ result: inout ComparisonFindings
    ) {
        defer { runs = collector.runs }
        guard agreesOnRuns else { return }
        guard runs.count == collector.runs.count, !runs.isEmpty else {
            if !step.collections.isEmpty {
                result.skip("how often the collector ran, which this version does not tell")
            }
            return
        }
        for generation in runs.indices {
            let own = step.collections.filter { $0.generation == generation }
            let (before, after) = (runs[generation], collector.runs[generation])
            let model = (own.count, own.map(\.returned).reduce(0, +))
            let cpython = (after[0] - before[0], after[1] - before[1] + after[2] - before[2])
            guard model != cpython else { continue }
            agreesOnRuns = false
            if !tellsCounts, model.1 == cpython.1 {
                result.skip(
                    "how often the collector ran by itself, and with it the generations, from step \(step.index) on")
                return
            }
            func say(_ runs: (Int, Int)) -> String { "\(runs.0) that found \(runs.1) objects" }
            result.disagreements.append(
                Disagreement(
                    step: step.index, object: "generation \(generation)", aspect: .collections, model: say(model),
                    cpython: say(cpython)))
        }
    }
}
