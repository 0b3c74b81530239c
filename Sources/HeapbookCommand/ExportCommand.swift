import ArgumentParser
import Heapbook

struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Writes a scenario in another form.",
        subcommands: [ExportPythonCommand.self, ExportCCommand.self])
}

struct ExportCCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "c", abstract: "Writes a C scenario as a plain C program.",
        discussion: "Directives are left out; the titles of steps become comments.")

    @Argument(help: "A scenario file (.heap) with 'runtime c'; '-' is standard input.")
    var file: String

    @Option(name: [.short, .customLong("output")], help: "The file to write; standard output where it is not given.")
    var output = "-"

    @Flag(
        help: """
            Let the program print every value that C defines after each step; it ends before something undefined happens.
            """)
    var values = false

    @OptionGroup var reporting: ReportingOptions

    func run() throws {
        var reporter = Reporter(reporting)
        do {
            let input = try ScenarioInput(path: file)
            let (program, diagnostics) = exportC(
                input.file, id: input.id, folder: input.folder, printsValues: values)
            reporter.add(diagnostics)
            if let program {
                try AtomicFile.write(Array(program.text.utf8), to: output == "-" ? "/dev/stdout" : output)
            }
        } catch {
            reporter.fail("\(error)", .fileFailed)
        }
        try reporter.finish()
    }
}

struct ExportPythonCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "python", abstract: "Writes a scenario as a plain Python program.",
        discussion: "Directives are left out; the titles of steps become comments.")

    @Argument(help: "A scenario file (.heap, .py); '-' is standard input.")
    var file: String

    @Option(name: [.short, .customLong("output")], help: "The file to write; standard output where it is not given.")
    var output = "-"

    @Option(
        name: .customLong("for"),
        help: "The Python that is to run it, such as 2.7; what its grammar lacks is an error.")
    var version: PythonVersion?

    @OptionGroup var reporting: ReportingOptions

    func run() throws {
        var reporter = Reporter(reporting)
        do {
            let input = try ScenarioInput(path: file)
            let (program, diagnostics) = exportPython(input.file, for: version, folder: input.folder)
            reporter.add(diagnostics)
            if let program {
                try AtomicFile.write(Array(program.text.utf8), to: output == "-" ? "/dev/stdout" : output)
            }
        } catch {
            reporter.fail("\(error)", .fileFailed)
        }
        try reporter.finish()
    }
}

extension PythonVersion: ExpressibleByArgument {
    /// Reads `3.11` from the command line.
    public init?(argument: String) { self.init(argument) }
}
