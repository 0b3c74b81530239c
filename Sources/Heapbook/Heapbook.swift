// Heapbook: the facade. A file or a folder in, outputs out.
//
// 1. `ScenarioInput` reads a scenario's text from a file or standard input.
// 2. `compileScenario` turns it into a timeline (ScenarioCompiler).
// 3. `ScenarioRenderer` turns the timeline into files as values: SVG, PNG, PDF, DOT, JSON (Diagrams, Raster).
// 4. `GuideBuilder` turns a folder into a site (Guidebook, SiteGenerator), through `BookBuilder`.
// 5. `AtomicFile` and `OutputFolder` put files in their place, whole or not at all.
//
// Only here and in the command line are files read and written.

import Diagnostics
import ScenarioCompiler
import Timelines

/// The version of the package, as `heapbook --version` prints it.
public let heapbookVersion = "0.1.0"

/// What compiling a scenario yields: a timeline where the scenario could run, and what there is to say about it.
public struct CompiledScenario: Sendable {
    /// Nil where nothing could run.
    public var timeline: Timeline?
    /// What is wrong with the scenario, in the order of the file.
    public var diagnostics: [Diagnostic]
    /// Whether a limit ended the run.
    public var reachedLimit: Bool
    /// How many expectations were asked.
    public var expectations: Int
    /// How many were not asked, since they are meant for other runtimes.
    public var otherExpectations: Int

    init(_ result: Compilation) {
        timeline = result.timeline
        diagnostics = result.diagnostics
        reachedLimit = result.reachedLimit
        expectations = result.expectations
        otherExpectations = result.otherExpectations
    }

    /// The steps that ended before something stopped the story, which are true as far as they go; nil where there are none.
    public var partialTimeline: Timeline? { timeline?.steps.isEmpty == false ? timeline : nil }

    /// Whether the only thing wrong is an exception that the program did not catch. Then the story is true as far as it
    /// goes, its last step says what was raised, and it can be drawn.
    public var endedByException: Bool {
        guard timeline?.steps.last?.raised != nil else { return false }
        return diagnostics.count { $0.severity == .error } == 1
    }
}

/// How much a scenario may do before it is stopped with a diagnostic E0801.
///
/// All but the time are counted, so that the same scenario always ends at the same place.
public struct Limits: Sendable {
    /// Instructions of the model's interpreter; what takes longer inside of one counts for several.
    public var instructions: Int
    /// Objects alive at one time; also the largest container or string, in items.
    public var objects: Int
    /// Steps and lines inside calls that are told.
    public var steps: Int
    /// Seconds that running may take; nil for as long as the other limits allow.
    public var seconds: Double?

    /// The limits that hold where nobody sets others: about a second of running.
    public static let standard = Limits()

    /// The standard limits, but for those that are given.
    public init(instructions: Int? = nil, objects: Int? = nil, steps: Int? = nil, seconds: Double? = nil) {
        self.instructions = instructions ?? Budget.standard.instructions
        self.objects = objects ?? Budget.standard.objects
        self.steps = steps ?? Budget.standard.steps
        self.seconds = seconds
    }

    /// A budget of this size, from now on.
    var budget: Budget {
        var isTimeOver: (@Sendable () -> Bool)?
        if let seconds {
            let end = ContinuousClock.now + .seconds(seconds)
            isTimeOver = { ContinuousClock.now >= end }
        }
        // What is told grows with the objects and the steps that are allowed.
        let told = max(Budget.standard.told, objects, steps)
        return Budget(instructions: instructions, objects: objects, steps: steps, told: told, isTimeOver: isTimeOver)
    }
}

/// Compiles scenario text under one runtime: reads it, checks it, and runs it on the model of CPython's heap.
///
/// - Parameters:
///   - file: the text and the name to call it by in messages.
///   - id: the scenario's identifier; by rule the file's name without its extension.
///   - runtime: such as `cpython 3.11`; takes the place of the file's own runtime line. A scenario that compares several
///     runtimes needs it.
///   - folder: what the scenario may include lies in it; nil where it may include nothing.
///   - limits: how much it may do.
public func compileScenario(
    _ file: SourceFile, id: String, runtime: String? = nil, folder: ScenarioFolder? = nil, limits: Limits = .standard
) -> CompiledScenario {
    CompiledScenario(
        compile(file, id: id, runtime: runtime, reader: folder?.reader ?? .none, budget: limits.budget))
}

/// Compiles scenario text under every runtime that its `compare` line names, in that order; under one where it has none
/// or `runtime` is given. Parameters are those of ``compileScenario(_:id:runtime:folder:limits:)``.
public func compileScenarioForAllRuntimes(
    _ file: SourceFile, id: String, runtime: String? = nil, folder: ScenarioFolder? = nil, limits: Limits = .standard
) -> [CompiledScenario] {
    compileAll(file, id: id, runtime: runtime, reader: folder?.reader ?? .none, budget: limits.budget)
        .map(CompiledScenario.init)
}
