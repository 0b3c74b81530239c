import ArgumentParser
import Heapbook

struct TraceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trace", abstract: "Writes the timeline of a scenario as JSON to standard output.",
        discussion: "The form is described by Templates/schema/timeline-1.schema.json.")

    @OptionGroup var scenarios: ScenarioOptions
    @OptionGroup var reporting: ReportingOptions

    @Flag(help: "Write the JSON in one line.")
    var compact = false

    func validate() throws {
        if scenarios.files.count != 1 { throw ValidationError("One scenario at a time can be traced.") }
    }

    func run() throws {
        var reporter = Reporter(reporting)
        if let (_, compiled) = scenarios.compile(&reporter).first, let timeline = compiled.tellableTimeline {
            do {
                try writeOutput(try timeline.json(pretty: !compact))
            } catch {
                reporter.fail("\(error)", .fileFailed)
            }
        }
        try reporter.finish()
    }
}
