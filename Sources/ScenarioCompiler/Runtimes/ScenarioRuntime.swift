import Diagnostics
import ScenarioSyntax

/// What runs a scenario: the rules that its `runtime` line names, on the model that knows them.
///
/// A runtime is a front that reads the bodies of blocks (`BodyFront` in ScenarioSyntax; Python's for most), a model in a
/// target of its own, and this: how the one is run on the other, and what becomes of it in a timeline.
protocol ScenarioRuntime: Sendable {
    /// As a runtime line writes it, such as `cpython 3.11 repl`.
    var name: String { get }

    /// Checks and runs a scenario that has been read without an error in the runtime's own language.
    func compile(_ prepared: PreparedScenario, id: String, tellingLines: Int?, budget: Budget) -> Compilation

    /// Runs a scenario up to the end of a step and says why what an expression gives there is as it is.
    ///
    /// - Parameter step: from 1; there need be no such step.
    func explain(_ prepared: PreparedScenario, id: String, step: Int, expression: String, budget: Budget) -> Explanation
}

/// The answer to `heapbook why`.
package enum Explanation: Sendable {
    /// The references to an object of CPython's heap; nil where a diagnostic says why there is none.
    case references(Inquiry?, [Diagnostic])
    /// Lines for a person; nil where a diagnostic says why there are none.
    case lines([String]?, [Diagnostic])
}

/// Runtimes whose names start with the same word.
struct RuntimeFamily: Sendable {
    /// The language in which their scenarios are written, as the front calls it.
    let language: String
    /// The runtime that the words of a runtime line name; nil where they name none of this family.
    let find: @Sendable (_ words: [String]) -> (any ScenarioRuntime)?
    /// The runtimes of the family, for a message.
    let names: String
}

/// Every runtime that there is. One more takes an entry here.
let runtimeFamilies: [RuntimeFamily] = [cpythonFamily, cFamily]
