import ArgumentParser
import Diagnostics
import Heapbook

struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Runs scenarios and says whether their expectations hold.",
        discussion: """
            A line for each scenario that is fine goes to standard output.

            With --fill, each step that has no expectation gets those that hold now and tell what it changed: counts \
            of what has a name, labelled objects that are lost or freed, what a collection returned. The file is \
            formatted as well. Read what was written: it is what happens, and you know whether it should.
            """)

    @OptionGroup var scenarios: ScenarioOptions

    @Flag(help: "Write the expectations that hold now into steps that have none; with '-' to standard output.")
    var fill = false

    @OptionGroup var reporting: ReportingOptions

    func validate() throws {
        if fill, scenarios.runtime.runtime != nil {
            throw ValidationError("--fill asks under every runtime that the file names: leave out --runtime.")
        }
    }

    func run() throws {
        var reporter = Reporter(reporting)
        if fill {
            for path in scenarios.files { fill(path, &reporter) }
            return try reporter.finish()
        }
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

    private func fill(_ path: String, _ reporter: inout Reporter) {
        do {
            let input = try ScenarioInput(path: path)
            let filled = try FilledScenario(input.file, id: input.id, folder: input.folder)
            reporter.add(filled.diagnostics, reachedLimit: filled.reachedLimit)
            if containsError(filled.diagnostics) { return }
            if path == "-" { return try writeOutput(filled.bytes ?? input.file.bytes) }
            if let bytes = filled.bytes { try AtomicFile.write(bytes, to: path) }
            let what =
                filled.bytes == nil
                ? "nothing to write"
                : "\(count(filled.expectations, "expectation")) written into \(count(filled.steps, "step"))"
            try writeOutput(Array("\(input.file.name): \(what)\n".utf8))
        } catch let failure as FilledScenario.Failure {
            reporter.fail("\(failure)", .inputIsWrong, file: path)
        } catch {
            reporter.fail("\(error)", .fileFailed, file: path)
        }
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
