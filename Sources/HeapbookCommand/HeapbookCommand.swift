import ArgumentParser
import Foundation
import Heapbook

/// The program `heapbook`. Data goes to standard output, messages to standard error.
@main
struct HeapbookCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "heapbook",
        abstract: "Draws what Python programs do to memory, step by step.",
        discussion: """
            A scenario is a file of Python statements, plain or in named steps. It runs in a model of CPython's heap; \
            no Python interpreter is needed. In place of a file, '-' stands for standard input or standard output.

            Exit status: 0 fine, 1 the input is wrong or an expectation fails, 2 a file cannot be read or written, \
            3 a limit was reached, 64 wrong usage.
            """,
        version: "heapbook \(heapbookVersion)",
        subcommands: [
            RenderCommand.self, TraceCommand.self, CheckCommand.self, BuildCommand.self, ExportCommand.self,
            VerifyCommand.self, WhyCommand.self, FmtCommand.self, NewCommand.self, LspCommand.self, ExplainCommand.self,
        ])

    /// A reader that goes away must not end the program silently: writing then fails, and that is reported.
    static func main() {
        signal(SIGPIPE, SIG_IGN)
        main(nil)
    }
}
