import Diagnostics
import HeapModel
import ScenarioSyntax

/// The runtime that a scenario asks for, or nil with the reason why there is none.
func findRuntime(_ scenario: Scenario, override: String?) -> (RuntimeFacts?, [Diagnostic]) {
    let text = override ?? scenario.header.runtime?.value ?? "cpython 3.11"
    let span = override == nil ? scenario.header.runtime?.span : nil
    let words = text.split(separator: " ").map(String.init)
    if words.count == 2, words[0] == "cpython",
        let facts = RuntimeFacts.known.first(where: { $0.versionText == words[1] })
    {
        return (facts, [])
    }
    let modelled = RuntimeFacts.known.map { "cpython \($0.versionText)" }.joined(separator: ", ")
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

private let plannedVersions: Set<String> = [
    "2.7", "3.5", "3.6", "3.7", "3.8", "3.9", "3.10", "3.11", "3.12", "3.13",
]

extension RuntimeFacts {
    var versionText: String { "\(version.major).\(version.minor)" }
}
