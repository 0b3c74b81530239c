import ArgumentParser
import Foundation
import Heapbook

struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Holds scenarios against real Python interpreters, step by step.",
        discussion: """
            Each scenario runs in the model and in every CPython that is found: in the folders of PATH, among pyenv's \
            versions and in the system's folders. After every step are compared: names, which of them lead to one \
            object, types, values, slots, taught and real counts, what is alive, what was printed and raised. \
            What holds or prints an address is named and not compared. Without a file, the guide is verified.
            """)

    @Argument(help: "Scenario files (.heap, .py) and folders of them.")
    var paths: [String] = []

    @Option(help: "The path of an interpreter, instead of those that are found; may be given several times.")
    var python: [String] = []

    @Option(help: "The versions to ask, such as 3.8,3.13; all that are found where it is not given.")
    var versions: VersionList?

    @Option(help: "Versions that must be found and must agree, such as 3.11; a missing one fails.")
    var require: VersionList?

    @Flag(help: "Compare memory after every line inside every call as well, up to 200 lines a program.")
    var lines = false

    @Flag(help: "Compare the sizes in bytes as well, which depend on how the interpreter was built.")
    var sizes = false

    @OptionGroup var reporting: ReportingOptions

    func run() throws {
        var reporter = Reporter(reporting)
        let scenarios = readScenarios(&reporter)
        let interpreters = chooseInterpreters(&reporter)
        guard !scenarios.isEmpty, !interpreters.isEmpty else { return try reporter.finish() }
        do {
            var verifier = Verifier(try Installation.current())
            verifier.comparesSizes = sizes
            verifier.comparesEveryLine = lines
            let verified = try verifier.verify(scenarios, with: interpreters)
            for scenario in verified { reporter.add(scenario.diagnostics) }
            let report = VerificationText(verified, interpreters)
            try writeOutput(Array(report.text.utf8))
            if report.hasDisagreement { reporter.note(.inputIsWrong) }
            for version in require?.versions ?? [] {
                if let skipped = report.firstSkip(of: version) {
                    reporter.fail("CPython \(version) is required: \(skipped)", .inputIsWrong)
                }
            }
        } catch {
            reporter.fail("\(error)", .fileFailed)
        }
        try reporter.finish()
    }

    private func readScenarios(_ reporter: inout Reporter) -> [ScenarioInput] {
        var inputs: [ScenarioInput] = []
        do {
            for path in paths.isEmpty ? [try Installation.current().guide] : paths {
                let files = try scenarioFiles(path)
                if files.isEmpty { reporter.fail("'\(path)' has no scenario in it", .fileFailed) }
                for file in files { inputs.append(try ScenarioInput(path: file)) }
            }
        } catch {
            reporter.fail("\(error)", .fileFailed)
            return []
        }
        return inputs
    }

    private func chooseInterpreters(_ reporter: inout Reporter) -> [PythonInterpreter] {
        var found: [PythonInterpreter] = []
        if python.isEmpty {
            found = PythonInterpreter.findAll()
        } else {
            for path in python {
                if let interpreter = PythonInterpreter(path: path) {
                    found.append(interpreter)
                } else {
                    reporter.fail("'\(path)' is no Python interpreter that runs here", .fileFailed)
                }
            }
        }
        for version in versions?.versions ?? [] where !found.contains(where: { $0.version == version }) {
            reporter.say("no interpreter of version \(version) is found; it is skipped")
        }
        for version in require?.versions ?? [] where !found.contains(where: { $0.version == version }) {
            reporter.fail("CPython \(version) is required, and no interpreter of it is found", .inputIsWrong)
        }
        if let wanted = versions?.versions {
            let all = wanted + (require?.versions ?? [])
            found = found.filter { all.contains($0.version) }
        }
        if found.isEmpty { reporter.fail("no Python interpreter to ask; name one with --python", .inputIsWrong) }
        return found.sorted()
    }
}

/// Versions with commas between them.
struct VersionList: ExpressibleByArgument {
    var versions: [PythonVersion]

    init?(argument: String) {
        var versions: [PythonVersion] = []
        for word in argument.split(separator: ",", omittingEmptySubsequences: false) {
            guard let version = PythonVersion(word.trimmingCharacters(in: .whitespaces)) else { return nil }
            versions.append(version)
        }
        self.versions = versions
    }
}
