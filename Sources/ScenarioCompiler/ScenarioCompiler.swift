// ScenarioCompiler: from a tree to a timeline.
//
// In:  a `Scenario` of ScenarioSyntax, and a `Budget` that bounds what it may do.
// Out: a `Timeline`, and what there is to say about the scenario.
//
// 1. The files that `include` names are read (`Includes`). `check` refuses what this version cannot run, by name and
//    place; `findRuntime` finds the rules that apply: a `ScenarioRuntime`, which does the rest. What follows is how
//    CPython's does it; C's stands in the folder `C`, races in `Races`.
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
    /// How many are meant for other runtimes.
    package var otherExpectations = 0
    /// The handles that `label` gave to objects, in order.
    var labels: [Label] = []
}

/// Compiles a scenario under one runtime: reads, checks, lowers and executes it.
///
/// - Parameters:
///   - file: the text.
///   - id: the scenario's identifier; by rule the file's name without its extension.
///   - runtime: takes the place of the file's own runtime line. A scenario that compares several runtimes needs it.
///   - reader: reads the files that the scenario includes.
///   - tellingLines: how many lines inside calls become parts, in every step; nil where only those of steps with
///     `step into` do.
///   - budget: bounds what the program may do.
package func compile(
    _ file: SourceFile, id: String, runtime: String? = nil, reader: IncludeReader = .none, tellingLines: Int? = nil,
    budget: Budget = .standard
) -> Compilation {
    onDeepStack { _ in
        let prepared = PreparedScenario(file, reader, runtime: runtime)
        let (found, diagnostics) = findRuntime(prepared.scenario, override: runtime)
        guard let found, !containsError(prepared.diagnostics) else {
            return Compilation(timeline: nil, diagnostics: inOrder(prepared.diagnostics + diagnostics, in: file))
        }
        return found.compile(prepared, id: id, tellingLines: tellingLines, budget: budget)
    }
}

/// Compiles a scenario under each runtime that its `compare` line names; under one where it has none.
///
/// What is wrong with the text is said once. What is found while it runs names its runtime where there are several.
package func compileAll(
    _ file: SourceFile, id: String, runtime: String? = nil, reader: IncludeReader = .none,
    budget: Budget = .standard
) -> [Compilation] {
    onDeepStack { _ in
        let prepared = PreparedScenario(file, reader, runtime: runtime)
        let (runtimes, diagnostics) = findRuntimes(prepared.scenario, override: runtime)
        guard !containsError(prepared.diagnostics + diagnostics) else {
            return [Compilation(timeline: nil, diagnostics: inOrder(prepared.diagnostics + diagnostics, in: file))]
        }
        return runtimes.map { runtime in
            var result = runtime.compile(prepared, id: id, tellingLines: nil, budget: budget)
            guard runtimes.count > 1 else { return result }
            for index in result.diagnostics.indices { result.diagnostics[index].title += ", under \(runtime.name)" }
            return result
        }
    }
}

/// Reads a scenario and the files it includes.
///
/// - Parameter runtime: the runtime where the file names none; it says how the blocks are written.
/// - Returns: the scenario, what is wrong with its text, and the files that its text is made of.
package func parseWithIncludes(
    _ file: SourceFile, reader: IncludeReader, runtime: String? = nil
) -> (scenario: Scenario, diagnostics: [Diagnostic], source: CombinedSource) {
    var parsed = parse(file, runtime: runtime)
    var resolver = IncludeResolver(parsed.scenario, reader, runtime: runtime)
    resolver.resolve(parsed.scenario.header.includes, in: file, chain: [reader.path])
    parsed.scenario.included = resolver.blocks
    parsed.scenario.file = resolver.source.whole
    return (parsed.scenario, parsed.diagnostics + resolver.diagnostics, resolver.source)
}

/// A scenario as far as it is the same under every runtime: read, with what it includes, and checked.
struct PreparedScenario {
    var scenario: Scenario
    var diagnostics: [Diagnostic]
    let source: CombinedSource

    init(_ file: SourceFile, _ reader: IncludeReader, runtime: String? = nil) {
        (scenario, diagnostics, source) = parseWithIncludes(file, reader: reader, runtime: runtime)
        diagnostics += check(scenario, afterErrors: containsError(diagnostics)).map(source.placed)
    }

    /// A result with everything that was said in the order of the file, and lines in the files that they are in.
    func finished(_ result: Compilation, saying said: [Diagnostic] = []) -> Compilation {
        var result = result
        result.diagnostics = inOrder(diagnostics + (said + result.diagnostics).map(source.placed), in: source.main)
        if !source.sections.isEmpty { result.timeline?.place(linesBy: source.place(ofLine:)) }
        return result
    }
}

extension Runtime: ScenarioRuntime {
    /// Lowers and executes it.
    func compile(_ prepared: PreparedScenario, id: String, tellingLines: Int?, budget: Budget) -> Compilation {
        var scenario = isPrompt ? prepared.scenario.atPrompt : prepared.scenario
        // What comes behind the limit is never reached.
        if scenario.steps.count > budget.steps { scenario.steps.removeSubrange((budget.steps + 1)...) }
        let grammar = checkGrammar(scenario, for: facts.version) + checkOldText(scenario, for: facts)
        guard !containsError(prepared.diagnostics + grammar) else {
            return prepared.finished(Compilation(timeline: nil, diagnostics: grammar))
        }
        let (calm, racing) = scenario.dividedAtFirstRace
        var (program, lowering) = lower(calm, for: self)
        if let tellingLines { program.tellLines(tellingLines) }
        let story = RaceStory(racing, in: scenario, calm, for: self)
        let said = grammar + lowering + story.diagnostics
        guard !containsError(said) else { return prepared.finished(Compilation(timeline: nil, diagnostics: said)) }
        var info = describe(scenario, id: id, runtime: name)
        info.setup = program.setupSource
        var result = execute(program, info: info, facts: facts, budget: budget)
        result.otherExpectations = program.otherExpectations
        return prepared.finished(story.tell(after: result), saying: said)
    }
}

/// Refuses what the compiler does not know.
///
/// - Parameter afterErrors: whether reading the file has failed already, so that a missing step is no news.
package func check(_ scenario: Scenario, afterErrors: Bool = false) -> [Diagnostic] {
    var checker = Checker(scenario.file)
    if scenario.isPython { checker.check(scenario) }
    if scenario.steps.isEmpty, !afterErrors {
        checker.diagnostics.append(
            Diagnostic(
                "E0307", "this scenario has no step", in: scenario.file, at: nil,
                explanation: "There is nothing to draw.",
                help: scenario.isPlain
                    ? "Write a \(scenario.language) statement." : "Write: step \"What happens here\":"))
    }
    return checker.diagnostics
}

/// Lowers a scenario that `check` has passed.
package func lower(_ scenario: Scenario, for runtime: Runtime) -> (program: Program, diagnostics: [Diagnostic]) {
    let lowerer = Lowerer(scenario.file, runtime)
    let program = lowerer.lower(scenario, library: WeakrefSource.statements(for: scenario.file, runtime.facts))
    return (program, lowerer.diagnostics)
}

/// Runs a program.
package func execute(_ program: Program, info: ScenarioInfo, facts: RuntimeFacts, budget: Budget) -> Compilation {
    onDeepStack { stack in
        let interpreter = Interpreter(program, facts: facts, budget: budget, stack: stack)
        return execute(interpreter, info)
    }
}

private func execute(_ interpreter: Interpreter, _ info: ScenarioInfo) -> Compilation {
    interpreter.load()
    var reachedLimit = false
    do {
        try interpreter.runInputs()
    } catch {
        if case .limit = error { reachedLimit = true }
        interpreter.fail(with: error)
    }
    let timeline = Timeline(
        scenario: info, start: interpreter.story.start ?? interpreter.heap.state(), steps: interpreter.story.finished)
    return Compilation(
        timeline: timeline, diagnostics: interpreter.story.diagnostics, reachedLimit: reachedLimit,
        expectations: interpreter.story.expectations, labels: interpreter.story.labels)
}

func describe(_ scenario: Scenario, id: String, runtime: String) -> ScenarioInfo {
    ScenarioInfo(
        id: id, title: scenario.header.title?.value ?? id, runtime: runtime,
        summary: scenario.header.summary?.value ?? "", tags: scenario.header.tags.map(\.value))
}

/// Diagnostics by place; those about the scenario's own file first.
private func inOrder(_ diagnostics: [Diagnostic], in main: SourceFile) -> [Diagnostic] {
    func place(_ diagnostic: Diagnostic) -> (Int, Int) {
        (diagnostic.file == main ? 0 : 1, diagnostic.span?.start ?? -1)
    }
    let sorted = diagnostics.enumerated().sorted {
        let (left, right) = (place($0.element), place($1.element))
        return (left.0, left.1, $0.offset) < (right.0, right.1, $1.offset)
    }
    // An expression of a directive is lowered several times, and says the same each time.
    var seen: Set<String> = []
    return sorted.map(\.element).filter {
        seen.insert("\($0.code) \($0.file.name) \($0.span?.start ?? -1) \($0.title)").inserted
    }
}
