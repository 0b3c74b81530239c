import Foundation
import Timelines

/// Runs a program with an `exit:` block to its real end, without the probe, which would keep its names alive. What it
/// prints from its first line to the end of its teardown is compared with what the model's steps print.
struct ExitRun {
    var interpreter: PythonInterpreter
    /// Seconds of wall time.
    var timeLimit = 20.0

    /// Where the output of a program differs from that of a timeline; nil where it does not.
    func compare(_ program: PythonProgram, _ timeline: Timeline) throws -> Disagreement? {
        let output = Addresses.withoutHexadecimal(try output(of: program))
        let model = Addresses.withoutHexadecimal(timeline.steps.map(\.output).joined())
        if output == model { return nil }
        let left = model.split(separator: "\n", omittingEmptySubsequences: false)
        let right = output.split(separator: "\n", omittingEmptySubsequences: false)
        let line = zip(left, right).prefix { $0.0 == $0.1 }.count
        func show(_ lines: [Substring]) -> String { line < lines.count ? "\"\(lines[line])\"" : "nothing more" }
        return Disagreement(
            step: timeline.steps.count, object: "line \(line + 1) of all that is printed up to the end",
            aspect: .output,
            model: show(left), cpython: show(right))
    }

    private func output(of program: PythonProgram) throws -> String {
        try withTemporaryFolder { folder in
            try Data(program.text.utf8).write(to: URL(fileURLWithPath: "\(folder)/program.py"))
            let child = ChildProcess(
                executable: interpreter.path, arguments: ["-S", "program.py"], folder: folder, timeLimit: timeLimit)
            let ending = try child.run(output: "\(folder)/output", messages: "\(folder)/messages")
            guard ending == .exited(0) else {
                let messages = (try? String(contentsOfFile: "\(folder)/messages", encoding: .utf8)) ?? ""
                throw ProbeRun.Failure(
                    description: "the program did not end well under \(interpreter.path): \(messages.suffix(2000))")
            }
            return try String(contentsOfFile: "\(folder)/output", encoding: .utf8)
        }
    }
}
