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
import HeapModel
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
    public var comparesSizes = false
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
            let own = compileScenario(scenario.file, id: scenario.id)
            let isStory = own.endedByException || !containsError(own.diagnostics)
            return VerifiedScenario(name: scenario.file.name, diagnostics: isStory ? [] : own.diagnostics)
        }
        for interpreter in interpreters {
            let outcomes = try verify(scenarios, with: interpreter)
            for (index, outcome) in outcomes.enumerated() { verified[index].outcomes.append(outcome) }
        }
        return verified
    }

    private func verify(
        _ scenarios: [ScenarioInput], with interpreter: PythonInterpreter
    ) throws -> [VerificationOutcome] {
        let tasks = scenarios.map { task(for: $0, interpreter) }
        let programs = tasks.compactMap { if case .run(_, let program) = $0 { program } else { nil } }
        var reports = programs.isEmpty ? [] : try ProbeRun(interpreter: interpreter, probe: probe).run(programs)[...]
        return tasks.map { task in
            switch task {
            case .settled(let outcome): outcome
            case .run(let timeline, _): outcome(timeline, reports.removeFirst())
            }
        }
    }

    private func task(for scenario: ScenarioInput, _ interpreter: PythonInterpreter) -> Task {
        if let unfit = interpreter.unfit { return .settled(.skipped(unfit)) }
        let version = interpreter.version
        guard RuntimeFacts.facts(for: RuntimeVersion(version.major, version.minor)) != nil else {
            return .settled(.skipped("CPython \(version) is not modelled"))
        }
        let (program, exported) = exportPython(scenario.file, for: version)
        guard let program else {
            let missing = exported.first { $0.severity == .error }
            return .settled(.skipped(missing?.title ?? "it cannot be exported"))
        }
        let compiled = compileScenario(scenario.file, id: scenario.id, runtime: "cpython \(version)")
        if compiled.reachedLimit { return .settled(.failed("the model reached a limit")) }
        guard let timeline = compiled.timeline, compiled.endedByException || !containsError(compiled.diagnostics)
        else {
            let first = compiled.diagnostics.first { $0.severity == .error }
            return .settled(.failed("the model: \(first?.title ?? "no timeline")"))
        }
        return .run(timeline, program)
    }

    private func outcome(_ timeline: Timeline, _ report: ProbeReport) -> VerificationOutcome {
        guard let end = report.end else { return .failed("the interpreter reported nothing") }
        if let refused = end.refused { return .failed("the interpreter refuses it: \(refused)") }
        if let stopped = end.stopped { return .failed(stopped) }
        let result = Comparison(timeline, report, comparesSizes: comparesSizes).run()
        return result.disagreements.isEmpty
            ? .agrees(notCompared: result.notCompared)
            : .differs(result.disagreements, notCompared: result.notCompared)
    }
}
