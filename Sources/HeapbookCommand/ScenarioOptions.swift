import ArgumentParser
import Heapbook
import Timelines

/// The scenarios that a command is about.
struct ScenarioOptions: ParsableArguments {
    @Argument(help: "Scenario files (.heap, .py); '-' is standard input.")
    var files: [String]

    @OptionGroup var runtime: RuntimeOptions
    @OptionGroup var limits: LimitOptions

    func validate() throws {
        if files.count(where: { $0 == "-" }) > 1 { throw ValidationError("Standard input can be read once only.") }
    }

    /// Compiles every file; see `compileScenarios`.
    func compile(_ reporter: inout Reporter) -> [(input: ScenarioInput, compiled: CompiledScenario)] {
        compileScenarios(files, runtime, limits, &reporter)
    }
}

/// Which CPython's rules apply.
struct RuntimeOptions: ParsableArguments {
    @Option(help: "The runtime whose rules apply, in place of the file's own runtime line, such as 'cpython 3.11'.")
    var runtime: String?
}

/// How much a scenario may do before it is stopped, with exit status 3.
struct LimitOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Instructions that a scenario may run; \(Limits.standard.instructions) by default.", valueName: "n"))
    var maxInstructions: Int?

    @Option(
        help: ArgumentHelp(
            "Objects alive at one time, and items in one of them; \(Limits.standard.objects) by default.",
            valueName: "n"))
    var maxObjects: Int?

    @Option(
        help: ArgumentHelp(
            "Steps and lines inside calls that are told; \(Limits.standard.steps) by default.", valueName: "n"))
    var maxSteps: Int?

    @Option(help: ArgumentHelp("Seconds that a scenario may run; no limit by default.", valueName: "seconds"))
    var maxTime: Double?

    var limits: Limits {
        Limits(instructions: maxInstructions, objects: maxObjects, steps: maxSteps, seconds: maxTime)
    }

    func validate() throws {
        let counts = [maxInstructions, maxObjects, maxSteps].compactMap { $0 }
        guard counts.allSatisfy({ $0 > 0 }), maxTime.map({ $0 > 0 && $0.isFinite }) ?? true else {
            throw ValidationError("A limit is a number above 0.")
        }
    }
}

/// Compiles each file under each of its runtimes, and reports what is wrong with it, in the order given.
func compileScenarios(
    _ paths: [String], _ runtime: RuntimeOptions, _ limits: LimitOptions, _ reporter: inout Reporter
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
            input.file, id: input.id, runtime: runtime.runtime, folder: input.folder, limits: limits.limits)
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
