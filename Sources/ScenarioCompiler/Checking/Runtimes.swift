import Diagnostics
import HeapModel
import ScenarioSyntax

/// The runtime that a scenario asks for, or nil with the reason why there is none.
func findRuntime(_ scenario: Scenario, override: String?) -> (RuntimeFacts?, [Diagnostic]) {
    let text = override ?? scenario.header.runtime?.value ?? "cpython 3.11"
    let span = override == nil ? scenario.header.runtime?.span : nil
    let words = text.split(separator: " ").map(String.init)
    if words.count == 2, words[0] == "cpython",
        let facts = RuntimeFacts.known.first(where: { $0.version.description == words[1] })
    {
        return (facts, [])
    }
    let modelled = RuntimeFacts.known.map { "cpython \($0.version)" }.joined(separator: ", ")
    let isPlanned =
        ["c", "textbook"].contains(text)
        || words.count >= 2 && words[0] == "cpython" && plannedVersions.contains(words[1])
    return (
        nil,
        [
            Diagnostic(
                isPlanned ? "E0402" : "E0403",
                isPlanned ? "the runtime '\(text)' is not supported yet" : "there is no runtime '\(text)'",
                in: scenario.file, at: span,
                explanation: "A runtime says which CPython's rules apply.", help: "What can be run now: \(modelled).")
        ]
    )
}

/// Versions that have a line in the language, alone or with words behind them.
private let plannedVersions = Set(["3.5"] + RuntimeFacts.known.map(\.version.description))
