import ArgumentParser
import Heapbook

struct BuildCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "build", abstract: "Builds a guide: a site of illustrated pages.",
        discussion: """
            The folder holds book.yml, and a folder for each chapter. Without a folder the guide that ships with \
            heapbook is built. OUT is replaced as a whole once everything is there; a folder that heapbook did not \
            make is left alone.
            """)

    @Argument(help: "The folder of the guide.")
    var folder: String?

    @Option(
        name: [.short, .customLong("destination")], help: ArgumentHelp("The folder of the site.", valueName: "out"))
    var destination: String

    @Option(help: ArgumentHelp("A folder of templates that stand in place of heapbook's own.", valueName: "folder"))
    var templates: String?

    @OptionGroup var reporting: ReportingOptions

    func run() throws {
        var reporter = Reporter(reporting)
        do {
            let installation = try Installation.current()
            let output = OutputFolder(destination)
            try output.check()
            let builder = GuideBuilder(
                folder: folder ?? installation.guide,
                templateFolders: ["\(installation.templates)/site"] + (templates.map { [$0] } ?? []))
            let result = try builder.build()
            reporter.add(result.diagnostics, reachedLimit: result.reachedLimit)
            if reporter.outcome == .fine { try output.replace(with: result.files) }
        } catch {
            reporter.fail("\(error)", .fileFailed)
        }
        try reporter.finish()
    }
}
