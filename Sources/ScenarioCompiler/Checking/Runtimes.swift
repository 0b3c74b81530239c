import Diagnostics
import HeapModel
import ScenarioSyntax

/// The rules that a scenario runs by.
package struct Runtime: Sendable {
    package var facts: RuntimeFacts
    /// Whether each line is entered at the interactive prompt, and so compiled by itself.
    package var isPrompt: Bool

    package init(facts: RuntimeFacts, isPrompt: Bool) {
        self.facts = facts
        self.isPrompt = isPrompt
    }

    /// `cpython 3.11`, `cpython 3.11 repl`, `textbook`
    package var name: String {
        facts.marksAndSweeps ? Runtime.textbook : "cpython \(facts.version)" + (isPrompt ? " repl" : "")
    }

    /// The rules of 3.11 with a collector that marks and sweeps.
    static let textbook = "textbook"

    package var version: (major: Int, minor: Int) { (facts.version.major, facts.version.minor) }
}

/// The runtime that a scenario asks for, or nil with the reason why there is none.
func findRuntime(_ scenario: Scenario, override: String?) -> (Runtime?, [Diagnostic]) {
    if override == nil, let first = scenario.header.compared.first {
        let names = scenario.header.compared.map { "'\($0.value)'" }.joined(separator: ", ")
        return (
            nil,
            [
                Diagnostic(
                    "E0405", "one runtime is needed here, and the scenario compares several", in: scenario.file,
                    at: first.span, help: "Choose one with --runtime: \(names).")
            ]
        )
    }
    let entry = scenario.header.runtime
    return findRuntime(
        named: override ?? entry?.value ?? "cpython 3.11", in: scenario.file, at: override == nil ? entry?.span : nil)
}

/// The runtimes that a scenario is run under, in the order in which it names them.
func findRuntimes(_ scenario: Scenario, override: String?) -> ([Runtime], [Diagnostic]) {
    guard override == nil, !scenario.header.compared.isEmpty else {
        let (runtime, diagnostics) = findRuntime(scenario, override: override)
        return (runtime.map { [$0] } ?? [], diagnostics)
    }
    var (runtimes, diagnostics): ([Runtime], [Diagnostic]) = ([], [])
    for entry in scenario.header.compared {
        let (runtime, found) = findRuntime(named: entry.value, in: scenario.file, at: entry.span)
        diagnostics += found
        if let runtime { runtimes.append(runtime) }
    }
    return (runtimes, diagnostics)
}

/// The names of the runtimes that a scenario is written for.
package func runtimeNames(of file: SourceFile) -> [String] {
    let header = parse(file).scenario.header
    return header.compared.isEmpty ? [header.runtime?.value ?? "cpython 3.11"] : header.compared.map(\.value)
}

private func findRuntime(named text: String, in file: SourceFile, at span: Span?) -> (Runtime?, [Diagnostic]) {
    if text == Runtime.textbook { return (Runtime(facts: .textbook, isPrompt: false), []) }
    let words = text.split(separator: " ").map(String.init)
    let isPrompt = words.count == 3 && words[2] == "repl"
    if words.count == 2 || isPrompt, words[0] == "cpython",
        let facts = RuntimeFacts.known.first(where: { $0.version.description == words[1] })
    {
        return (Runtime(facts: facts, isPrompt: isPrompt), [])
    }
    let modelled = RuntimeFacts.known.map { "cpython \($0.version)" }.joined(separator: ", ")
    return (
        nil,
        [
            Diagnostic(
                isPlanned(words) ? "E0402" : "E0403",
                isPlanned(words) ? "the runtime '\(text)' is not supported yet" : "there is no runtime '\(text)'",
                in: file, at: span, explanation: "A runtime says which CPython's rules apply.",
                help: "What can be run now: \(modelled), each also with 'repl' after it, and textbook.")
        ]
    )
}

/// Whether the language has the runtime, and this version does not know it.
private func isPlanned(_ words: [String]) -> Bool {
    if words.count == 1 { return words[0] == "c" }
    guard words.count >= 2, words[0] == "cpython", languageVersions.contains(words[1]) else { return false }
    let options = words.dropFirst(2).joined(separator: " ")
    return ["", "repl", "gil off", "repl gil off"].contains(options)
}

/// The versions that a scenario can name.
let languageVersions = (RuntimeFacts.known.map(\.version) + [RuntimeVersion(3, 5)]).sorted().map(\.description)

extension RuntimeCondition {
    /// Whether there is a version that it is meant for.
    var isPossible: Bool {
        isForTextbook || languageVersions.contains { version in
            let parts = version.split(separator: ".").compactMap { Int($0) }
            return applies(to: (parts[0], parts[1]), atPrompt: true)
        }
    }
}
