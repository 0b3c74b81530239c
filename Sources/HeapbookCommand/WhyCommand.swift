import ArgumentParser
import Heapbook

struct WhyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "why", abstract: "Lists every reference to an object: why its count is what it is.",
        discussion: "Those that the taught count counts come first, then what only the interpreter holds.")

    @Argument(help: "A scenario file (.heap, .py); '-' is standard input.")
    var file: String

    @Option(help: "The step after which to look, from 1.")
    var step: Int

    @Argument(help: "A Python expression that gives the object, such as root.next.")
    var expression: String

    @Option(help: "The runtime whose rules apply, in place of the file's own runtime line, such as 'cpython 3.11'.")
    var runtime: String?

    @OptionGroup var reporting: ReportingOptions

    func run() throws {
        var reporter = Reporter(reporting)
        do {
            let input = try ScenarioInput(path: file)
            let (report, diagnostics) = ReferenceReport.find(
                in: input.file, id: input.id, runtime: runtime, step: step, expression: expression,
                folder: input.folder)
            reporter.add(diagnostics)
            if let report { try writeOutput(Array(report.text(expression: expression, stepNumber: step).utf8)) }
        } catch {
            reporter.fail("\(error)", .fileFailed)
        }
        try reporter.finish()
    }
}
