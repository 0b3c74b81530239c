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
        for (input, compiled) in scenarios.compile(&reporter) {
            guard let timeline = compiled.timeline, !compiled.diagnostics.contains(where: { $0.severity == .error })
            else {
                continue
            }
            lines += "\(input.file.name): \(count(timeline.steps.count, "step")), "
            lines +=
                compiled.expectations == 0
                ? "no expectation\n"
                : "\(count(compiled.expectations, "expectation")) \(compiled.expectations == 1 ? "holds" : "hold")\n"
        }
        do {
            try writeOutput(Array(lines.utf8))
        } catch {
            reporter.fail("\(error)", .fileFailed)
        }
        try reporter.finish()
    }

    private func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
}
