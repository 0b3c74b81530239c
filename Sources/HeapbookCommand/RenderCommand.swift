import ArgumentParser
import Diagrams
import Foundation
import Heapbook

extension OutputFormat: ExpressibleByArgument {}

extension CardMode: ExpressibleByArgument {}

enum ThemeName: String, CaseIterable, ExpressibleByArgument {
    case light, dark

    var theme: Theme { self == .light ? .light : .dark }
}

struct RenderCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "render", abstract: "Draws the steps of scenarios.",
        discussion: """
            Several pictures go into the folder PATH, as NAME-01.svg, NAME-02.svg and so on; without -o into the \
            current folder. One picture, a PDF or a timeline goes into the file PATH; without -o to standard output.

            A program that ends with an exception is drawn up to the step that raised it, and the exit status is 1. \
            After any other error nothing is written, unless --partial asks for the steps that ended before it.

            With --watch the pictures are drawn again each time a scenario, or a file that it includes, is saved. \
            Where it is wrong then, the errors are shown and the last pictures stay. An interrupt ends it.
            """)

    @OptionGroup var scenarios: ScenarioOptions

    @Option(name: [.short, .customLong("output")], help: ArgumentHelp("Where to write.", valueName: "path"))
    var output: String?

    @Option(
        name: [.short, .long],
        help: "svg, png, pdf (one page a step), dot, or json (the timeline); without it what PATH ends in, else svg.")
    var format: OutputFormat?

    @Option(
        help: ArgumentHelp("Which steps: 3, 4.2 (a part), 2..5, or all.", valueName: "steps"),
        transform: { text in
            guard let selection = StepSelection(text) else {
                throw ValidationError(
                    "'\(text)' is none of: 3, 4.2 (a part of step 4), 2..5 (from 2 up to 5), all.")
            }
            return selection
        })
    var step = StepSelection.all

    @Option(help: "The colours of the pictures.")
    var theme = ThemeName.light

    @Option(help: "Which objects get a card: some (names hold or two slots share them, or they hold others), or all.")
    var cards = CardMode.some

    @Flag(help: "Draw the steps that ended before an error or a limit stopped the story.")
    var partial = false

    @Flag(help: "Draw again when a file is saved, until an interrupt.")
    var watch = false

    @OptionGroup var reporting: ReportingOptions

    /// What the file's name ends in, where it is a format.
    private var formatOfOutput: OutputFormat? {
        output.flatMap { OutputFormat(rawValue: URL(fileURLWithPath: $0).pathExtension.lowercased()) }
    }

    private var chosenFormat: OutputFormat { format ?? formatOfOutput ?? .svg }

    func validate() throws {
        if watch, scenarios.files.contains("-") || output == "-" || output == nil && isOnePicture {
            throw ValidationError("--watch needs files: a scenario that is saved, and -o for the pictures.")
        }
        guard let output else { return }
        if let format, let named = formatOfOutput, named != format {
            throw ValidationError("'\(output)' would hold \(format.rawValue): give it that ending, or leave out -f.")
        }
        if formatOfOutput != nil, !isOnePicture, !isFolder(output) {
            throw ValidationError(
                "'\(output)' is one file, and there are several pictures: name a folder, or choose one with --step.")
        }
        if chosenFormat == .json, step != .all {
            throw ValidationError("json is the whole timeline: leave out --step.")
        }
    }

    func run() throws {
        guard watch else { return try draw().reporter.finish() }
        FileWatch(scenarios.files).run {
            let (reporter, pictures) = draw()
            if reporter.outcome == .fine || pictures > 0 {
                reporter.say("drawn: \(pictures) \(pictures == 1 ? "file" : "files")")
            } else {
                reporter.say("not drawn; the last pictures stay")
            }
            // Its status is that of one drawing, and the next may be fine.
            do { try reporter.finish() } catch {}
        }
    }

    /// Draws the scenarios and writes the pictures.
    ///
    /// - Returns: what there is to say, and how many files were written.
    private func draw() -> (reporter: Reporter, pictures: Int) {
        var reporter = Reporter(reporting)
        let renderer = ScenarioRenderer(
            options: DrawingOptions(style: .standalone(theme.theme), cards: cards), selection: step)
        var files: [RenderedFile] = []
        let all = scenarios.compile(&reporter)
        for (input, compiled) in all {
            guard let timeline = compiled.tellableTimeline ?? (partial ? compiled.partialTimeline : nil) else {
                continue
            }
            let isCompared = all.count { $0.input.file.name == input.file.name } > 1
            do {
                files += try renderer.render(timeline, as: chosenFormat, namesRuntime: isCompared)
            } catch {
                reporter.fail("\(error)", outcome(of: error))
            }
        }
        guard reporter.outcome == .fine || canWriteInSpiteOfError(reporter, files), write(files, &reporter) else {
            return (reporter, 0)
        }
        return (reporter, files.count)
    }

    private func outcome(of failure: ScenarioRenderer.Failure) -> Outcome {
        switch failure {
        case .noStep: .inputIsWrong
        case .drawing: failure.isLimit ? .limitReached : .fileFailed
        case .font, .raster, .other: .fileFailed
        }
    }

    /// One scenario that an uncaught exception ended is drawn as far as it goes; others where that is asked for.
    private func canWriteInSpiteOfError(_ reporter: Reporter, _ files: [RenderedFile]) -> Bool {
        guard !files.isEmpty else { return false }
        if partial, reporter.outcome != .fileFailed { return true }
        return reporter.outcome == .inputIsWrong && scenarios.files.count == 1
    }

    // MARK: - Writing

    private var isOnePicture: Bool {
        if scenarios.files.count > 1 { return false }
        if chosenFormat.isOneFile { return true }
        if case .one = step { return true }
        return false
    }

    /// - Returns: whether everything was written.
    private func write(_ files: [RenderedFile], _ reporter: inout Reporter) -> Bool {
        if Set(files.map(\.name)).count != files.count {
            reporter.fail(
                "two of the scenarios have the same name; render them into folders of their own", .inputIsWrong)
            return false
        }
        do {
            if output == "-" || output == nil && isOnePicture {
                try writeToStandardOutput(files)
            } else if isOnePicture, let output, let file = files.first, !isFolder(output) {
                if files.count > 1 {
                    throw WriteFailure(
                        description: "'\(output)' is one file, and the scenario compares several runtimes: "
                            + "name a folder, or choose one with --runtime", outcome: .inputIsWrong)
                }
                try checkFolder(of: output)
                try AtomicFile.write(file.bytes, to: output)
            } else {
                try write(files, into: output ?? ".")
            }
            return true
        } catch let failure as WriteFailure {
            reporter.fail(failure.description, failure.outcome)
        } catch {
            reporter.fail("\(error)", .fileFailed)
        }
        return false
    }

    private struct WriteFailure: Error {
        var description: String
        var outcome: Outcome
    }

    private func writeToStandardOutput(_ files: [RenderedFile]) throws {
        guard files.count == 1 else {
            throw WriteFailure(
                description:
                    "\(files.count) pictures cannot go to standard output; choose one with --step, or a folder with -o",
                outcome: .inputIsWrong)
        }
        let format = chosenFormat
        if format == .png || format == .pdf, isatty(STDOUT_FILENO) == 1 {
            throw WriteFailure(
                description: "a \(format.rawValue) is no text for a terminal; name a file with -o",
                outcome: .inputIsWrong)
        }
        try writeOutput(files[0].bytes)
    }

    private func checkFolder(of path: String) throws {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        guard !isFolder(folder) else { return }
        throw WriteFailure(description: "there is no folder for '\(path)'; make it first", outcome: .fileFailed)
    }

    private func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return path.hasSuffix("/")
            || FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    }

    private func write(_ files: [RenderedFile], into folder: String) throws {
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw WriteFailure(
                description: "the folder '\(folder)' cannot be made: \(error.localizedDescription)",
                outcome: .fileFailed)
        }
        let prefix = folder.hasSuffix("/") ? folder : folder + "/"
        for file in files { try AtomicFile.write(file.bytes, to: prefix + file.name) }
    }
}
