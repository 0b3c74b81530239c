import Diagnostics
import Foundation
import ScenarioCompiler
import ScenarioSyntax

/// What is given arbitrary bytes as a file. Whatever they are, it must come to its end.
enum FuzzTarget: String, CaseIterable {
    /// Lexer and parser.
    case syntax
    /// From text to a timeline, and what is said about it for a terminal.
    case timeline
    /// The formatter: what it writes is read as before, and stays as it is when it is formatted again.
    case format

    /// The seconds that one input may take of a processor.
    static let mostSeconds = 1.0

    /// What a program may do here: less than usual, so that many inputs are tried.
    private static let budget = Budget(instructions: 100_000, objects: 50_000, steps: 200, told: 50_000)

    /// Runs the target on one input.
    func run(_ bytes: [UInt8]) {
        let file = SourceFile(name: "fuzz.heap", bytes: bytes)
        switch self {
        case .syntax:
            let parsed = parse(file)
            checkPlaces(parsed.diagnostics)
        case .timeline:
            let compiled = compileAll(file, id: "fuzz", budget: Self.budget)
            checkPlaces(compiled.flatMap(\.diagnostics))
            precondition(
                compiled.allSatisfy { $0.timeline != nil || containsError($0.diagnostics) },
                "no timeline and no error")
        case .format:
            guard let first = formatted(file) else { return }
            precondition(formatted(SourceFile(name: "again.heap", bytes: first)) == first, "formatted twice it differs")
        }
    }

    /// What the formatter makes of a text; nil where it refuses one with errors.
    private func formatted(_ file: SourceFile) -> [UInt8]? {
        switch ScenarioSyntax.format(file) {
        case .formatted(let bytes): return bytes
        case .refused(let diagnostics):
            precondition(containsError(diagnostics), "refused without an error")
            return nil
        case .mismatch(let line): preconditionFailure("formatting changes line \(line)")
        }
    }

    /// Runs the target, and stops the program where that took too long.
    func runInTime(_ bytes: [UInt8]) {
        let start = Self.seconds()
        run(bytes)
        let used = Self.seconds() - start
        precondition(used < Self.mostSeconds, "an input took \(used) s")
    }

    /// Every diagnostic can be shown, and points into the text.
    private func checkPlaces(_ diagnostics: [Diagnostic]) {
        for diagnostic in diagnostics {
            guard let span = diagnostic.span else { continue }
            precondition(span.start >= 0 && span.end <= diagnostic.file.bytes.count, "a place outside the file")
        }
        _ = TerminalRenderer().render(diagnostics)
    }

    /// What this process has used of processors; a busy machine does not count.
    private static func seconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
