import ArgumentParser
import Foundation
import Heapbook

struct NewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new", abstract: "Begins a scenario from a template.",
        discussion: """
            The file is NAME.heap, and its title is made of its name. A file that is there is never overwritten.

            The templates are the .heap files of the folder 'scenario' among the tool's templates, and of the folder \
            that --templates names, which come first; '{{title}}' in them stands for the title.
            """)

    @Argument(help: "The new file, with or without '.heap'.")
    var name: String?

    @Option(help: "The template to begin with.")
    var template = "steps"

    @Flag(help: "List the templates.")
    var list = false

    @Option(help: ArgumentHelp("A folder of templates of your own.", valueName: "folder"))
    var templates: String?

    @OptionGroup var reporting: ReportingOptions

    func validate() throws {
        if list == (name != nil) { throw ValidationError("Name the new file, or ask for the templates with --list.") }
        if let name, name.isEmpty || name.hasSuffix("/") || name == "-" {
            throw ValidationError("'\(name)' is no name of a file.")
        }
    }

    func run() throws {
        var reporter = Reporter(reporting)
        do {
            let folders = ["\(try Installation.current().templates)/scenario"] + (templates.map { [$0] } ?? [])
            if let name {
                try create(name, try ScenarioTemplate.named(template, in: folders))
            } else {
                try writeList(try ScenarioTemplate.all(in: folders))
            }
        } catch let failure as ScenarioTemplate.Failure {
            reporter.fail("\(failure)", outcome(of: failure))
        } catch let failure as AtomicFile.Failure where failure.code == EEXIST {
            reporter.fail("'\(failure.path)' is there already, and stays as it is; choose another name", .fileFailed)
        } catch let failure as AtomicFile.Failure where failure.code == ENOENT {
            reporter.fail("there is no folder for '\(failure.path)'; make it first", .fileFailed)
        } catch {
            reporter.fail("\(error)", .fileFailed)
        }
        try reporter.finish()
    }

    private func outcome(of failure: ScenarioTemplate.Failure) -> Outcome {
        if case .unknown = failure { .inputIsWrong } else { .fileFailed }
    }

    private func create(_ name: String, _ template: ScenarioTemplate) throws {
        let path = name.hasSuffix(".heap") || name.hasSuffix(".py") ? name : name + ".heap"
        try AtomicFile.create(template.scenario(title: ScenarioTemplate.title(ofPath: path)), at: path)
        try writeOutput(Array("\(path)\n".utf8))
    }

    private func writeList(_ templates: [ScenarioTemplate]) throws {
        let width = templates.map(\.name.count).max() ?? 0
        let lines = templates.map { template in
            template.name + String(repeating: " ", count: width - template.name.count + 2) + template.summary + "\n"
        }
        try writeOutput(Array(lines.joined().utf8))
    }
}
