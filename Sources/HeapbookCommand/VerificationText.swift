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

    /// Scenario by version; a version for which every scenario was skipped is named in the notes alone.
    private var table: [String] {
        let columns = interpreters.indices.filter { column in
            scenarios.contains { if case .skipped = $0.outcomes[column] { false } else { true } }
        }
        let head = [""] + columns.map { interpreters[$0].fullVersion }
        let rows = scenarios.map { scenario in [scenario.name] + columns.map { word(scenario.outcomes[$0]) } }
        let widths = head.indices.map { column in ([head] + rows).map { $0[column].count }.max() ?? 0 }
        return ([head] + rows).map { row in
            let cells = zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }
            return cells.joined(separator: "  ").trimmingSpaces()
        }
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
        for scenario in scenarios {
            for (outcome, interpreter) in zip(scenario.outcomes, interpreters) {
                if case .agrees(let notCompared) = outcome, !notCompared.isEmpty {
                    lines.append(
                        "* \(scenario.name), \(interpreter.fullVersion): not compared: "
                            + notCompared.joined(separator: "; "))
                } else if case .differs(_, let notCompared) = outcome, !notCompared.isEmpty {
                    lines.append(
                        "\(scenario.name), \(interpreter.fullVersion): not compared: "
                            + notCompared.joined(separator: "; "))
                }
            }
        }
        return lines.isEmpty ? [] : [""] + lines
    }
}

extension String {
    fileprivate func trimmingSpaces() -> String {
        var result = Substring(self)
        while result.last == " " { result = result.dropLast() }
        return String(result)
    }
}
