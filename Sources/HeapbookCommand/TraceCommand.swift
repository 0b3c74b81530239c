import ArgumentParser
import Heapbook

struct TraceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trace", abstract: "Writes the timeline of a scenario as JSON to standard output.",
        discussion: "The form is described by Templates/schema/timeline-1.schema.json.")

    @Argument(help: "A scenario file (.heap, .py); '-' is standard input.")
    var file: String

    @OptionGroup var runtime: RuntimeOptions
    @OptionGroup var reporting: ReportingOptions

    @Flag(help: "Write the JSON in one line.")
    var compact = false

    func run() throws {
        var reporter = Reporter(reporting)
        if let (_, compiled) = compileScenarios([file], runtime, &reporter).first,
            let timeline = compiled.tellableTimeline
        {
            do {
                try writeOutput(try timeline.json(pretty: !compact))
            } catch {
                reporter.fail("\(error)", .fileFailed)
            }
        }
        try reporter.finish()
    }
}
