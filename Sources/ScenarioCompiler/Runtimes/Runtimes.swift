import Diagnostics
import HeapModel
import ScenarioSyntax

/// The rules that a scenario runs by.
package struct Runtime: Sendable {
    package var facts: RuntimeFacts
    /// Whether each line is entered at the interactive prompt, and so compiled by itself.
    package var isPrompt: Bool
    /// Whether threads run without the GIL: before 3.13 an interpreter that never was, from then on the free-threaded
    /// build.
    package var hasNoLock: Bool

    package init(facts: RuntimeFacts, isPrompt: Bool, hasNoLock: Bool = false) {
        self.facts = facts
        self.isPrompt = isPrompt
        self.hasNoLock = hasNoLock
    }

    /// `cpython 3.11`, `cpython 3.11 repl`, `cpython 3.11 gil off`, `textbook`
    package var name: String {
        if facts.marksAndSweeps { return Runtime.textbook }
        return "cpython \(facts.version)" + (isPrompt ? " repl" : "") + (hasNoLock ? " gil off" : "")
    }

    /// The rules of 3.11 with a collector that marks and sweeps.
    static let textbook = "textbook"

    package var version: (major: Int, minor: Int) { (facts.version.major, facts.version.minor) }
}

/// CPython in its versions, each also at the prompt or without the GIL, and the one of textbooks.
let cpythonFamily = RuntimeFamily(
    language: language(ofRuntime: "cpython"),
    find: { words in
        if words == [Runtime.textbook] { return Runtime(facts: .textbook, isPrompt: false) }
        guard words.count >= 2, words[0] == "cpython",
            let facts = RuntimeFacts.known.first(where: { $0.version.description == words[1] })
        else { return nil }
        switch words.dropFirst(2).joined(separator: " ") {
        case "": return Runtime(facts: facts, isPrompt: false)
        case "repl": return Runtime(facts: facts, isPrompt: true)
        case "gil off": return Runtime(facts: facts, isPrompt: false, hasNoLock: true)
        default: return nil
        }
    },
    names: RuntimeFacts.known.map { "cpython \($0.version)" }.joined(separator: ", ")
        + ", each also with 'repl' or 'gil off' after it, textbook")

/// The runtime that a scenario asks for, or nil with the reason why there is none.
func findRuntime(_ scenario: Scenario, override: String?) -> ((any ScenarioRuntime)?, [Diagnostic]) {
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
        named: override ?? entry?.value ?? standardRuntime, in: scenario, at: override == nil ? entry?.span : nil)
}

/// The runtimes that a scenario is run under, in the order in which it names them.
func findRuntimes(_ scenario: Scenario, override: String?) -> ([any ScenarioRuntime], [Diagnostic]) {
    guard override == nil, !scenario.header.compared.isEmpty else {
        let (runtime, diagnostics) = findRuntime(scenario, override: override)
        return (runtime.map { [$0] } ?? [], diagnostics)
    }
    var (runtimes, diagnostics): ([any ScenarioRuntime], [Diagnostic]) = ([], [])
    for entry in scenario.header.compared {
        let (runtime, found) = findRuntime(named: entry.value, in: scenario, at: entry.span)
        diagnostics += found
        if let runtime { runtimes.append(runtime) }
    }
    return (runtimes, diagnostics)
}

/// Without a runtime line.
private let standardRuntime = "cpython 3.11"

/// The names of the runtimes that a scenario is written for.
package func runtimeNames(of file: SourceFile) -> [String] {
    let header = parse(file).scenario.header
    return header.compared.isEmpty ? [header.runtime?.value ?? standardRuntime] : header.compared.map(\.value)
}

private func findRuntime(
    named text: String, in scenario: Scenario, at span: Span?
) -> ((any ScenarioRuntime)?, [Diagnostic]) {
    let words = text.split(separator: " ").map(String.init)
    for family in runtimeFamilies {
        guard let runtime = family.find(words) else { continue }
        if family.language == scenario.language { return (runtime, []) }
        return (
            nil,
            [
                Diagnostic(
                    "E0407", "the runtime '\(text)' cannot run a scenario in \(scenario.language)", in: scenario.file,
                    at: span,
                    explanation: "It runs \(family.language), and the steps are written in \(scenario.language).",
                    help: "Write a scenario of its own for it.")
            ]
        )
    }
    let isPlanned = isPlanned(words)
    let known = runtimeFamilies.map(\.names).joined(separator: "; ")
    return (
        nil,
        [
            Diagnostic(
                isPlanned ? "E0402" : "E0403",
                isPlanned ? "the runtime '\(text)' is not supported yet" : "there is no runtime '\(text)'",
                in: scenario.file, at: span, explanation: "A runtime says which rules apply.",
                help: suggestion(for: words) + "What can be run now: \(known).")
        ]
    )
}

/// What was probably meant, and a space; else nothing.
private func suggestion(for words: [String]) -> String {
    let names = RuntimeFacts.known.map { "cpython \($0.version)" }
    let text = words.joined(separator: " ").lowercased()
    if let version = words.last, let name = names.first(where: { $0.hasSuffix(" \(version)") }) {
        return "Did you mean '\(name)'? "
    }
    if words.count == 2, words[0] == "cpython", !words[1].contains(".") {
        return "Write the version in full, such as 'cpython 3.11'. "
    }
    return nearest(text, among: names).map { "Did you mean '\($0)'? " } ?? ""
}

/// Whether the language has the runtime, and this version does not know it.
private func isPlanned(_ words: [String]) -> Bool {
    guard words.count >= 2, words[0] == "cpython", languageVersions.contains(words[1]) else { return false }
    let options = words.dropFirst(2).joined(separator: " ")
    return ["", "repl", "gil off", "repl gil off"].contains(options)
}

/// The versions that a scenario can name.
let languageVersions = (RuntimeFacts.known.map(\.version) + [RuntimeVersion(3, 5)]).sorted().map(\.description)

extension RuntimeCondition {
    /// Whether there is a version that it is meant for.
    var isPossible: Bool {
        isForTextbook
            || languageVersions.contains { version in
                let parts = version.split(separator: ".").compactMap { Int($0) }
                return applies(to: (parts[0], parts[1]), atPrompt: true)
            }
    }
}
