import ArgumentParser
import Diagnostics
import Foundation
import Heapbook

/// How a run ends. The greatest one that occurs is the program's exit status.
enum Outcome: Int32, Comparable {
    case fine = 0
    case inputIsWrong = 1
    case fileFailed = 2
    case limitReached = 3

    static func < (left: Outcome, right: Outcome) -> Bool { left.rawValue < right.rawValue }
}

enum DiagnosticsFormat: String, CaseIterable, ExpressibleByArgument {
    case text, json, sarif
}

/// What every command that reads scenarios takes.
struct ReportingOptions: ParsableArguments {
    @Option(name: .customLong("diagnostics"), help: "How to write messages about scenarios to standard error.")
    var format = DiagnosticsFormat.text
}

/// Collects what there is to say and how the run ends.
struct Reporter {
    let format: DiagnosticsFormat
    private var diagnostics: [Diagnostic] = []
    private(set) var outcome = Outcome.fine

    /// So many errors are shown to a person; most of what follows the first ones goes away with them.
    private static let mostErrorsShown = 20

    init(_ options: ReportingOptions) {
        format = options.format
    }

    mutating func add(_ new: [Diagnostic], reachedLimit: Bool = false) {
        if reachedLimit {
            outcome = max(outcome, .limitReached)
        } else if containsError(new) {
            outcome = max(outcome, .inputIsWrong)
        }
        if format == .text { show(new) }
        diagnostics += new
    }

    private func show(_ new: [Diagnostic]) {
        var errors = diagnostics.count { $0.severity == .error }
        let shown = new.filter { diagnostic in
            if diagnostic.severity == .error { errors += 1 }
            return errors <= Self.mostErrorsShown
        }
        if !diagnostics.isEmpty, !shown.isEmpty { write("\n") }
        write(TerminalRenderer(usesColor: Self.terminalShowsColor).render(shown))
    }

    /// Something that is no diagnostic of a scenario: a file, a folder, a font.
    mutating func fail(_ message: String, _ cause: Outcome, file: String = "") {
        outcome = max(outcome, cause)
        if format == .text {
            write("heapbook: \(message)\n")
        } else {
            diagnostics.append(Diagnostic("E0901", message, in: SourceFile(name: file, bytes: []), at: nil))
        }
    }

    /// The run ends no better than this; what was wrong stands in the output.
    mutating func note(_ cause: Outcome) {
        outcome = max(outcome, cause)
    }

    /// Something worth knowing that is no failure.
    func say(_ message: String) {
        write("heapbook: \(message)\n")
    }

    /// Writes what is still to be written and ends the program where something was wrong.
    func finish() throws {
        switch format {
        case .text: writeEnd()
        case .json: write(String(decoding: try diagnosticsJSON(diagnostics), as: UTF8.self))
        case .sarif:
            write(String(decoding: try diagnosticsSARIF(diagnostics, version: heapbookVersion), as: UTF8.self))
        }
        if outcome != .fine { throw ExitCode(outcome.rawValue) }
    }

    /// How many errors were not shown, and where more is said about those that were.
    private func writeEnd() {
        let errors = diagnostics.filter { $0.severity == .error }
        let hidden = errors.count - Self.mostErrorsShown
        if hidden > 0 {
            write("\nheapbook: \(hidden) more error\(hidden == 1 ? "" : "s"); mend these first.\n")
        }
        var codes: [String] = []
        for error in errors.prefix(Self.mostErrorsShown) where !codes.contains(error.code) { codes.append(error.code) }
        if !codes.isEmpty { write("\nMore about this: heapbook explain \(codes.prefix(3).joined(separator: " "))\n") }
    }

    private func write(_ text: String) {
        FileHandle.standardError.write(Data(text.utf8))
    }

    /// https://no-color.org: a terminal that has not been asked to stay plain.
    private static var terminalShowsColor: Bool {
        let environment = ProcessInfo.processInfo.environment
        return isatty(STDERR_FILENO) == 1 && environment["NO_COLOR", default: ""].isEmpty
            && environment["TERM"] != "dumb"
    }
}

/// Writes data to standard output.
func writeOutput(_ bytes: [UInt8]) throws(AtomicFile.Failure) {
    try AtomicFile.write(bytes, to: "/dev/stdout")
}
