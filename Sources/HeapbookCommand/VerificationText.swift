import Heapbook

/// The report of a verification for a person: disagreements, what was not compared, and a table.
struct VerificationText {
    private let scenarios: [VerifiedScenario]
    private let interpreters: [PythonInterpreter]

    init(_ scenarios: [VerifiedScenario], _ interpreters: [PythonInterpreter]) {
        self.scenarios = scenarios
        self.interpreters = interpreters
    }

    var hasDisagreement: Bool {
        scenarios.contains { scenario in
            scenario.outcomes.contains { outcome in
                switch outcome {
                case .differs, .failed: true
                case .agrees, .skipped: false
                }
            }
        }
    }

    /// Why a version was not compared with the first scenario that it was not compared with.
    func firstSkip(of version: PythonVersion) -> String? {
        for (column, interpreter) in interpreters.enumerated() where interpreter.version == version {
            for scenario in scenarios {
                if case .skipped(let reason) = scenario.outcomes[column] { return "\(scenario.name): \(reason)" }
            }
        }
        return nil
    }

    var text: String { (details + [""] + table + notes).joined(separator: "\n") + "\n" }

    // MARK: - Disagreements

    private var details: [String] {
        var lines: [String] = []
        for scenario in scenarios {
            for (outcome, interpreter) in zip(scenario.outcomes, interpreters) {
                let head = "\(scenario.name), CPython \(interpreter.fullVersion)"
                switch outcome {
                case .agrees, .skipped: break
                case .failed(let reason): lines.append("\(head): \(reason)")
                case .differs(let disagreements, _):
                    lines.append("\(head):")
                    lines += disagreements.prefix(20).map { "  \($0.description)" }
                    if disagreements.count > 20 { lines.append("  and \(disagreements.count - 20) more") }
                }
            }
        }
        return lines
    }

    // MARK: - Table

    /// With more scenarios than this, rows are only for those that do not agree everywhere.
    private static let mostRows = 20

    /// Scenario by version; a version for which every scenario was skipped is named in the notes alone.
    private var table: [String] {
        let columns = interpreters.indices.filter { column in
            scenarios.contains { if case .skipped = $0.outcomes[column] { false } else { true } }
        }
        let isLong = scenarios.count > Self.mostRows
        let shown = scenarios.filter { scenario in
            !isLong || columns.contains { if case .agrees = scenario.outcomes[$0] { false } else { true } }
        }
        let head = [""] + columns.map { interpreters[$0].fullVersion }
        var rows = shown.map { scenario in [scenario.name] + columns.map { word(scenario.outcomes[$0]) } }
        let rest = scenarios.count - shown.count
        if isLong, rest > 0 {
            rows.append(["\(rest) \(shown.isEmpty ? "scenarios" : "others")"] + columns.map { _ in "ok" })
        }
        if isLong { rows.append(["all \(scenarios.count)"] + columns.map { total($0) }) }
        let widths = head.indices.map { column in ([head] + rows).map { $0[column].count }.max() ?? 0 }
        return ([head] + rows).map { row in
            let cells = zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }
            return cells.joined(separator: "  ").trimmingSpaces()
        }
    }

    /// How many scenarios agree under an interpreter, of those that were tried.
    private func total(_ column: Int) -> String {
        let tried = scenarios.filter { if case .skipped = $0.outcomes[column] { false } else { true } }
        let agreeing = tried.count { if case .agrees = $0.outcomes[column] { true } else { false } }
        return agreeing == tried.count ? "\(agreeing) ok" : "\(agreeing) of \(tried.count)"
    }

    private func word(_ outcome: VerificationOutcome) -> String {
        switch outcome {
        case .agrees(let notCompared): notCompared.isEmpty ? "ok" : "ok*"
        case .differs(let disagreements, _): "differs: \(disagreements.count)"
        case .skipped: "skipped"
        case .failed: "failed"
        }
    }

    /// Why cells say what they say, each reason once.
    private var notes: [String] {
        var lines: [String] = []
        for (column, interpreter) in interpreters.enumerated() {
            var skipped: [(reason: String, count: Int)] = []
            for scenario in scenarios {
                guard case .skipped(let reason) = scenario.outcomes[column] else { continue }
                if let index = skipped.firstIndex(where: { $0.reason == reason }) {
                    skipped[index].count += 1
                } else {
                    skipped.append((reason, 1))
                }
            }
            lines += skipped.map { reason, count in
                "\(interpreter.fullVersion): \(count) skipped: \(reason)"
            }
        }
        for scenario in scenarios { lines += notCompared(scenario) }
        return lines.isEmpty ? [] : [""] + lines
    }
}

extension VerificationText {
    /// What was left out of a scenario: one line for all versions where it was the same.
    private func notCompared(_ scenario: VerifiedScenario) -> [String] {
        var groups: [(what: String, isStarred: Bool, versions: [String])] = []
        for (outcome, interpreter) in zip(scenario.outcomes, interpreters) {
            let (left, isStarred) =
                switch outcome {
                case .agrees(let left): (left, true)
                case .differs(_, let left): (left, false)
                case .skipped, .failed: ([String](), false)
                }
            guard !left.isEmpty else { continue }
            let what = left.joined(separator: "; ")
            if let index = groups.firstIndex(where: { $0.what == what && $0.isStarred == isStarred }) {
                groups[index].versions.append(interpreter.fullVersion)
            } else {
                groups.append((what, isStarred, [interpreter.fullVersion]))
            }
        }
        return groups.map { group in
            "\(group.isStarred ? "* " : "")\(scenario.name), \(group.versions.joined(separator: ", ")): not compared: "
                + group.what
        }
    }
}

extension String {
    fileprivate func trimmingSpaces() -> String {
        var result = Substring(self)
        while result.last == " " { result = result.dropLast() }
        return String(result)
    }
}
