import ArgumentParser
import Heapbook
import Timelines

struct TraceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trace", abstract: "Writes the timeline of a scenario as JSON to standard output.",
        discussion: """
            The form is described by Templates/schema/timeline-1.schema.json. A scenario that compares runtimes gives a \
            list with a timeline for each; --runtime chooses one.
            """)

    @Argument(help: "A scenario file (.heap, .py); '-' is standard input.")
    var file: String

    @OptionGroup var runtime: RuntimeOptions
    @OptionGroup var limits: LimitOptions
    @OptionGroup var reporting: ReportingOptions

    @Flag(help: "Write the JSON in one line.")
    var compact = false

    func run() throws {
        var reporter = Reporter(reporting)
        let compiled = compileScenarios([file], runtime, limits, &reporter).map(\.compiled)
        let timelines = compiled.compactMap(\.tellableTimeline)
        if timelines.count == compiled.count, let only = timelines.first {
            do {
                try writeOutput(
                    try compiled.count == 1
                        ? only.json(pretty: !compact) : timelinesJSON(timelines, pretty: !compact))
            } catch {
                reporter.fail("\(error)", .fileFailed)
            }
        }
        try reporter.finish()
    }
}
