import ArgumentParser
import Heapbook
import Timelines

/// The scenarios that a command is about.
struct ScenarioOptions: ParsableArguments {
    @Argument(help: "Scenario files (.heap, .py); '-' is standard input.")
    var files: [String]

    @OptionGroup var runtime: RuntimeOptions

    func validate() throws {
        if files.count(where: { $0 == "-" }) > 1 { throw ValidationError("Standard input can be read once only.") }
    }

    /// Compiles every file; see `compileScenarios`.
    func compile(_ reporter: inout Reporter) -> [(input: ScenarioInput, compiled: CompiledScenario)] {
        compileScenarios(files, runtime, &reporter)
    }
}

/// Which CPython's rules apply.
struct RuntimeOptions: ParsableArguments {
    @Option(help: "The runtime whose rules apply, in place of the file's own runtime line, such as 'cpython 3.11'.")
    var runtime: String?
}

/// Compiles each file under each of its runtimes, and reports what is wrong with it, in the order given.
func compileScenarios(
    _ paths: [String], _ runtime: RuntimeOptions, _ reporter: inout Reporter
) -> [(input: ScenarioInput, compiled: CompiledScenario)] {
    var result: [(ScenarioInput, CompiledScenario)] = []
    for path in paths {
        let input: ScenarioInput
        do {
            input = try ScenarioInput(path: path)
        } catch {
            reporter.fail("\(error)", .fileFailed, file: path)
            continue
        }
        let all = compileScenarioForAllRuntimes(
            input.file, id: input.id, runtime: runtime.runtime, folder: input.folder)
        for compiled in all {
            reporter.add(compiled.diagnostics, reachedLimit: compiled.reachedLimit)
            result.append((input, compiled))
        }
    }
    return result
}

extension CompiledScenario {
    /// The timeline where the story can be told; one whose only error is an exception that the program did not catch is told too.
    var tellableTimeline: Timeline? {
        let hasError = diagnostics.contains { $0.severity == .error }
        return hasError && !endedByException ? nil : timeline
    }
}
