import ArgumentParser
import Heapbook

struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Runs scenarios and says whether their expectations hold.",
        discussion: "A line for each scenario that is fine goes to standard output.")

    @OptionGroup var scenarios: ScenarioOptions
    @OptionGroup var reporting: ReportingOptions

    func run() throws {
        var reporter = Reporter(reporting)
        var lines = ""
        let all = scenarios.compile(&reporter)
        func isCompared(_ name: String) -> Bool { all.count { $0.input.file.name == name } > 1 }
        for (input, compiled) in all {
            guard let timeline = compiled.timeline, !compiled.diagnostics.contains(where: { $0.severity == .error })
            else {
                continue
            }
            lines += "\(input.file.name): \(count(timeline.steps.count, "step")), \(expectations(compiled))"
            lines += isCompared(input.file.name) ? ", under \(timeline.scenario.runtime)\n" : "\n"
        }
        do {
            try writeOutput(Array(lines.utf8))
        } catch {
            reporter.fail("\(error)", .fileFailed)
        }
        try reporter.finish()
    }

    private func expectations(_ compiled: CompiledScenario) -> String {
        let others =
            switch compiled.otherExpectations {
            case 0: ""
            case 1: ", 1 is for other runtimes"
            default: ", \(compiled.otherExpectations) are for other runtimes"
            }
        if compiled.expectations == 0 { return "no expectation" + others }
        return "\(count(compiled.expectations, "expectation")) \(compiled.expectations == 1 ? "holds" : "hold")"
            + others
    }

    private func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
}
