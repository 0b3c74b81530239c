// Heapbook: the facade. A folder or a file in, outputs out.
//
// 1. `compileScenario` turns scenario text into a timeline (ScenarioCompiler).
// 2. `drawings` turn a timeline into pictures (Diagrams) and those into files (Raster).
// 3. `BookBuilder` turns a folder into pages (Guidebook, SiteGenerator).
//
// Only here and in the command line are files read and written.

import Diagnostics
import ScenarioCompiler
import Timelines

/// What compiling a scenario yields: a timeline where the scenario could run, and what there is to say about it.
public struct CompiledScenario: Sendable {
    /// Nil where nothing could run.
    public var timeline: Timeline?
    /// What is wrong with the scenario, in the order of the file.
    public var diagnostics: [Diagnostic]
    /// Whether a limit ended the run.
    public var reachedLimit: Bool
}

/// Compiles scenario text: reads it, checks it, and runs it on the model of CPython's heap.
///
/// - Parameters:
///   - file: the text and the name to call it by in messages.
///   - id: the scenario's identifier; by rule the file's name without its extension.
///   - runtime: such as `cpython 3.11`; takes the place of the file's own runtime line.
public func compileScenario(_ file: SourceFile, id: String, runtime: String? = nil) -> CompiledScenario {
    let result = compile(file, id: id, runtime: runtime)
    return CompiledScenario(
        timeline: result.timeline, diagnostics: result.diagnostics, reachedLimit: result.reachedLimit)
}
