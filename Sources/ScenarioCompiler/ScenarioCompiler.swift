// ScenarioCompiler: from a tree to a timeline.
//
// In:  a `Scenario` of ScenarioSyntax, and a `Budget` that bounds what it may do.
// Out: a `Timeline`, and what there is to say about the scenario.
//
// 1. `check` refuses what this version cannot run, by name and place, and finds the runtime.
// 2. `lower` turns the tree into a `Program`: instructions close to CPython's bytecode, one code unit a file.
// 3. `execute` runs the program on a heap. After each step the state of memory and the events since the step before
//    become a `Step` of the timeline. What `expect`, `label`, `focus` and `hide` ask runs in a copy of the memory.
//
// A program that fails while it runs still has a timeline: the steps up to the one that failed, which says what was
// raised.

import Diagnostics
import HeapModel
import ScenarioSyntax
import Timelines

/// What compiling a scenario yields.
package struct Compilation: Sendable {
    /// Nil where nothing could run.
    package var timeline: Timeline?
    package var diagnostics: [Diagnostic]
    /// Whether a limit ended the run.
    package var reachedLimit = false
    /// How many expectations were asked.
    package var expectations = 0
}

/// Compiles a scenario: reads, checks, lowers and executes it.
///
/// - Parameters:
///   - file: the text.
///   - id: the scenario's identifier; by rule the file's name without its extension.
///   - runtime: takes the place of the file's own runtime line.
///   - budget: bounds what the program may do.
package func compile(
    _ file: SourceFile, id: String, runtime: String? = nil, budget: Budget = .standard
) -> Compilation {
    let parsed = parse(file)
    var diagnostics = parsed.diagnostics
    let (facts, runtimeDiagnostics) = findRuntime(parsed.scenario, override: runtime)
    diagnostics += runtimeDiagnostics
    diagnostics += check(parsed.scenario, afterErrors: containsError(diagnostics))
    if let facts { diagnostics += checkGrammar(parsed.scenario, for: facts.version) }
    guard !containsError(diagnostics), let facts else {
        return Compilation(timeline: nil, diagnostics: inOrder(diagnostics))
    }
    let (program, lowering) = lower(parsed.scenario, for: facts)
    diagnostics += lowering
    guard !containsError(diagnostics) else { return Compilation(timeline: nil, diagnostics: inOrder(diagnostics)) }
    var info = describe(parsed.scenario, id: id, facts: facts)
    info.setup = program.setupSource
    var result = execute(program, info: info, facts: facts, budget: budget)
    result.diagnostics = inOrder(diagnostics + result.diagnostics)
    return result
}

/// Refuses what the compiler does not know.
///
/// - Parameter afterErrors: whether reading the file has failed already, so that a missing step is no news.
package func check(_ scenario: Scenario, afterErrors: Bool = false) -> [Diagnostic] {
    var checker = Checker(scenario.file)
    checker.check(scenario)
    if scenario.steps.isEmpty, !afterErrors {
        checker.diagnostics.append(
            Diagnostic(
                "E0307", "this scenario has no step", in: scenario.file, at: nil,
                explanation: "There is nothing to draw.",
                help: scenario.isPlain
                    ? "Write a Python statement, such as: x = 300" : "Write: step \"What happens here\":"))
    }
    return checker.diagnostics
}

/// Lowers a scenario that `check` has passed, as the compiler of a version does.
package func lower(_ scenario: Scenario, for facts: RuntimeFacts) -> (program: Program, diagnostics: [Diagnostic]) {
    let lowerer = Lowerer(scenario.file, facts)
    let program = lowerer.lower(scenario)
    return (program, lowerer.diagnostics)
}

/// Runs a program.
package func execute(_ program: Program, info: ScenarioInfo, facts: RuntimeFacts, budget: Budget) -> Compilation {
    let interpreter = Interpreter(program, facts: facts, budget: budget)
    interpreter.load()
    var reachedLimit = false
    do {
        try interpreter.run()
    } catch {
        if case .limit = error { reachedLimit = true }
        interpreter.fail(with: error)
    }
    let timeline = Timeline(
        scenario: info, start: interpreter.story.start ?? interpreter.heap.state(), steps: interpreter.story.finished)
    return Compilation(
        timeline: timeline, diagnostics: interpreter.story.diagnostics, reachedLimit: reachedLimit,
        expectations: interpreter.story.expectations)
}

private func describe(_ scenario: Scenario, id: String, facts: RuntimeFacts) -> ScenarioInfo {
    ScenarioInfo(
        id: id, title: scenario.header.title?.value ?? id,
        runtime: "cpython \(facts.version)",
        summary: scenario.header.summary?.value ?? "", tags: scenario.header.tags.map(\.value))
}

private func inOrder(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    let sorted = diagnostics.enumerated().sorted {
        ($0.element.span?.start ?? -1, $0.offset) < ($1.element.span?.start ?? -1, $1.offset)
    }
    // An expression of a directive is lowered several times, and says the same each time.
    var seen: Set<String> = []
    return sorted.map(\.element).filter { seen.insert("\($0.code) \($0.span?.start ?? -1) \($0.title)").inserted }
}
