import ArgumentParser
import Heapbook

struct FmtCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fmt", abstract: "Brings scenarios into the one style.",
        discussion: """
            Four spaces for each level, spaces as PEP 8 has them, one empty line above each step. Lines end where they \
            did, since a step can be told line by line; strings and comments stay as they are. A file with errors is \
            left untouched.

            The paths of files that were not in the style go to standard output. With '-' the formatted text does.
            """)

    @Argument(help: "Scenario files (.heap, .py), folders of .heap files, or '-' for standard input.")
    var paths: [String]

    @Flag(help: "Write nothing; exit with status 1 where a file is not in the style.")
    var check = false

    @OptionGroup var reporting: ReportingOptions

    func validate() throws {
        if paths.count(where: { $0 == "-" }) > 1 { throw ValidationError("Standard input can be read once only.") }
    }

    func run() throws {
        var reporter = Reporter(reporting)
        for path in paths {
            do {
                let files = try scenarioFiles(path, endings: [".heap"])
                if files.isEmpty { reporter.fail("'\(path)' has no scenario in it", .fileFailed) }
                for file in files { format(file, &reporter) }
            } catch {
                reporter.fail("'\(path)' cannot be read: \(error.localizedDescription)", .fileFailed, file: path)
            }
        }
        try reporter.finish()
    }

    private func format(_ path: String, _ reporter: inout Reporter) {
        do {
            let input = try ScenarioInput(path: path)
            let formatted = try FormattedScenario(input.file)
            reporter.add(formatted.diagnostics)
            guard let bytes = formatted.bytes else { return }
            let isInStyle = bytes == input.file.bytes
            if path == "-", !check { return try writeOutput(bytes) }
            guard !isInStyle else { return }
            if check {
                reporter.note(.inputIsWrong)
            } else {
                try AtomicFile.write(bytes, to: path)
            }
            try writeOutput(Array("\(input.file.name)\n".utf8))
        } catch {
            reporter.fail("\(error)", .fileFailed, file: path)
        }
    }
}
