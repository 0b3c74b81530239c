// Verification: is the model's story true? Real interpreters are asked.
//
// In:  scenarios, and the interpreters of this machine.
// Out: for each scenario and interpreter, whether they agree, and every disagreement with its step and object.
//
// 1. `PythonInterpreter.findAll` finds interpreters in the usual places and asks each for its version.
// 2. `exportPython` writes a scenario as a plain program; what an old grammar lacks is refused.
// 3. `compileScenario` executes the scenario on the model, by the rules of the interpreter's version.
// 4. `ProbeRun` has the interpreter run a batch of programs under `Templates/verify/probe.py`, which reports memory
//    after every step without disturbing the program.
// 5. `Comparison` holds the timeline against the report.

import Diagnostics
import Foundation
import HeapModel
import ScenarioCompiler
import Synchronization
import Timelines

/// What came out for one scenario under one interpreter.
public enum VerificationOutcome: Sendable {
    /// Everything that was compared agrees; what was not is named.
    case agrees(notCompared: [String])
    /// The disagreements, in the order of the steps.
    case differs([Disagreement], notCompared: [String])
    /// It was not tried, and why.
    case skipped(String)
    /// The scenario itself is wrong, or the interpreter could not run it to its end.
    case failed(String)

    /// What came out of two ways to run one scenario: the worse of the two.
    func joined(with other: VerificationOutcome) -> VerificationOutcome {
        switch (self, other) {
        case (.failed, _): self
        case (_, .failed): other
        case (.differs(let some, let left), .differs(let more, let right)):
            .differs(some + more, notCompared: left + right)
        case (.differs, _): self
        case (_, .differs): other
        case (.agrees(let left), .agrees(let right)): .agrees(notCompared: left + right)
        case (.skipped, _): self
        case (_, .skipped): other
        }
    }
}

/// The outcomes of one scenario, by interpreter.
public struct VerifiedScenario: Sendable {
    /// The path as given.
    public var name: String
    /// What the model had to say about the scenario.
    public var diagnostics: [Diagnostic] = []
    /// In the order of the interpreters.
    public var outcomes: [VerificationOutcome] = []
}

/// Holds scenarios against real interpreters.
public struct Verifier: Sendable {
    /// Whether the sizes that the model gives are compared with `sys.getsizeof` as well.
    public var comparesSizes = true
    /// Whether every line inside every call is compared as well, and not only those of steps with `step into`.
    public var comparesEveryLine = false
    /// How many lines inside calls are compared in one program where all are.
    static let mostParts = 200
    private let probe: String

    /// - Parameter installation: where the probe is found.
    public init(_ installation: Installation) {
        self.init(probe: installation.templates + "/verify/probe.py")
    }

    init(probe: String) {
        self.probe = probe
    }

    /// A scenario as one interpreter's version has it.
    private enum Task {
        case run(Timeline, PythonProgram)
        case settled(VerificationOutcome)
    }

    /// Compares each scenario with each interpreter.
    ///
    /// - Returns: in the order given.
    /// - Throws: the system's error where an interpreter cannot be started or a temporary file cannot be written.
    public func verify(
        _ scenarios: [ScenarioInput], with interpreters: [PythonInterpreter]
    ) throws -> [VerifiedScenario] {
        var verified = scenarios.map { scenario in
            let all = compileScenarioForAllRuntimes(scenario.file, id: scenario.id, folder: scenario.folder)
            let wrong = all.filter { !$0.endedByException && containsError($0.diagnostics) }
            return VerifiedScenario(name: scenario.file.name, diagnostics: wrong.flatMap(\.diagnostics))
        }
        for column in try outcomes(of: scenarios, interpreters) {
            for (index, outcome) in column.enumerated() { verified[index].outcomes.append(outcome) }
        }
        return verified
    }

    /// How many scenarios an interpreter runs as one batch: what that holds of their timelines is in memory at once.
    private static let batchSize = 40

    /// By interpreter, for each scenario. Batches run at the same time, as many as there are processors.
    private func outcomes(
        of scenarios: [ScenarioInput], _ interpreters: [PythonInterpreter]
    ) throws -> [[VerificationOutcome]] {
        let starts = Array(stride(from: 0, to: scenarios.count, by: Self.batchSize))
        let batches = interpreters.flatMap { interpreter in
            starts.map { (interpreter, scenarios[$0..<min($0 + Self.batchSize, scenarios.count)]) }
        }
        let results = Mutex<[Int: Result<[VerificationOutcome], any Error>]>([:])
        DispatchQueue.concurrentPerform(iterations: batches.count) { number in
            let (interpreter, batch) = batches[number]
            let result = Result { try verify(Array(batch), with: interpreter) }
            results.withLock { $0[number] = result }
        }
        let all = try results.withLock { found in try batches.indices.map { try found[$0]?.get() ?? [] } }
        return interpreters.indices.map { Array(all[($0 * starts.count)..<(($0 + 1) * starts.count)].joined()) }
    }

    private func verify(
        _ scenarios: [ScenarioInput], with interpreter: PythonInterpreter
    ) throws -> [VerificationOutcome] {
        let tasks = scenarios.map { self.tasks(for: $0, interpreter) }
        let programs = tasks.joined().compactMap { if case .run(_, let program) = $0 { program } else { nil } }
        var run = ProbeRun(interpreter: interpreter, probe: probe)
        if comparesEveryLine {
            run.mostParts = Self.mostParts
            run.limits.seconds *= 10
        }
        var reports = programs.isEmpty ? [] : try run.run(programs)[...]
        return try tasks.map { tasks in
            let outcomes = try tasks.map { task in
                switch task {
                case .settled(let outcome): outcome
                case .run(let timeline, let program):
                    try outcome(timeline, program, reports.removeFirst(), interpreter)
                }
            }
            return outcomes.dropFirst().reduce(outcomes[0]) { $0.joined(with: $1) }
        }
    }

    /// A scenario as a script, at the prompt, or both where it compares them.
    private func tasks(for scenario: ScenarioInput, _ interpreter: PythonInterpreter) -> [Task] {
        let names = runtimeNames(of: scenario.file)
        let kinds = Set(names.map { $0.hasSuffix(" repl") }).sorted { !$0 && $1 }
        return kinds.map { task(for: scenario, interpreter, isForPrompt: $0, names) }
    }

    private func task(
        for scenario: ScenarioInput, _ interpreter: PythonInterpreter, isForPrompt: Bool, _ names: [String]
    ) -> Task {
        if let unfit = interpreter.unfit { return .settled(.skipped(unfit)) }
        let version = interpreter.version
        guard RuntimeFacts.facts(for: RuntimeVersion(version.major, version.minor)) != nil else {
            return .settled(.skipped("CPython \(version) is not modelled"))
        }
        var (program, exported) = exportPython(
            scenario.file, for: version, folder: scenario.folder, isForPrompt: isForPrompt)
        guard program != nil else {
            let missing = exported.first { $0.severity == .error }
            return .settled(.skipped(missing?.title ?? "it cannot be exported"))
        }
        let runtime = "cpython \(version)" + (isForPrompt ? " repl" : "")
        let most = comparesEveryLine ? Self.mostParts : nil
        let compiled = CompiledScenario(
            compile(
                scenario.file, id: scenario.id, runtime: runtime, reader: scenario.folder.reader, tellingLines: most))
        if most != nil, let steps = program?.ends.dropFirst() { program?.stepsInto = steps.map { _ in true } }
        if compiled.reachedLimit { return .settled(.failed("the model reached a limit")) }
        // What is expected under the runtimes that the scenario names need not hold under others.
        let isOwn = names.contains(runtime)
        let errors = compiled.diagnostics.filter { $0.severity == .error && (isOwn || !$0.isFailedExpectation) }
        let isStory = errors.isEmpty || errors.count == 1 && compiled.timeline?.steps.last?.raised != nil
        if let refused = errors.first(where: { $0.code == "E0410" }) { return .settled(.skipped(refused.title)) }
        guard let timeline = compiled.timeline, let program, isStory else {
            // Where the scenario says which runtimes it is for, it need make no sense under others.
            if !isOwn, names.count > 1 || !names[0].hasPrefix("cpython") {
                return .settled(.skipped("\(runtime) is not what the scenario is for"))
            }
            return .settled(.failed("the model: \(errors.first.map { "\($0.code): \($0.title)" } ?? "no timeline")"))
        }
        return .run(timeline, program)
    }

    /// What the probe found, and for a program whose end is told what it printed up to that.
    private func outcome(
        _ timeline: Timeline, _ program: PythonProgram, _ report: ProbeReport, _ interpreter: PythonInterpreter
    ) throws -> VerificationOutcome {
        let tellsCounts = program.tellsCounts
        guard program.tellsExit, timeline.steps.count == program.ends.count else {
            return outcome(timeline, report, tellsCounts)
        }
        let difference = try ExitRun(interpreter: interpreter).compare(program, timeline)
        var timeline = timeline
        timeline.steps.removeLast()
        let found = outcome(timeline, report, tellsCounts)
        guard let difference else { return found }
        return found.joined(with: .differs([difference], notCompared: []))
    }

    private func outcome(
        _ timeline: Timeline, _ report: ProbeReport, _ tellsCounts: Bool
    ) -> VerificationOutcome {
        guard let end = report.end else { return .failed("the interpreter reported nothing") }
        if let refused = end.refused { return .failed("the interpreter refuses it: \(refused)") }
        if let stopped = end.stopped { return .failed(stopped) }
        let result = Comparison(timeline, report, comparesSizes: comparesSizes, tellsCounts: tellsCounts).run()
        return result.disagreements.isEmpty
            ? .agrees(notCompared: result.notCompared)
            : .differs(result.disagreements, notCompared: result.notCompared)
    }
}
