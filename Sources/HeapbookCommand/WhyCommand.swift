import ArgumentParser
import Heapbook

struct WhyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "why", abstract: "Lists every reference to an object: why its count is what it is.",
        discussion: """
            Those that the taught count counts come first, then what only the interpreter holds. In a C scenario it says \
            what a cell holds and what points at it; after a race, how a count came about.
            """)

    @Argument(help: "A scenario file (.heap, .py); '-' is standard input.")
    var file: String

    @Option(help: "The step after which to look, from 1.")
    var step: Int

    @Argument(help: "An expression that gives the object, such as root.next; in a C scenario the cell, such as p[0].")
    var expression: String

    @Option(help: "The runtime whose rules apply, in place of the file's own runtime line, such as 'cpython 3.11'.")
    var runtime: String?

    @OptionGroup var reporting: ReportingOptions

    func run() throws {
        var reporter = Reporter(reporting)
        do {
            let input = try ScenarioInput(path: file)
            let (text, diagnostics) = explainScenario(
                input.file, id: input.id, runtime: runtime, step: step, expression: expression, folder: input.folder)
            reporter.add(diagnostics)
            if let text { try writeOutput(Array(text.utf8)) }
        } catch {
            reporter.fail("\(error)", .fileFailed)
        }
        try reporter.finish()
    }
}
