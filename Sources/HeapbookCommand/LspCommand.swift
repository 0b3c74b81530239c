import ArgumentParser
import Foundation
import LanguageServer

struct LspCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lsp", abstract: "Serves an editor: the Language Server Protocol over standard input and output.",
        discussion: """
            Diagnostics, formatting, the outline of steps, types and counts under the cursor, completion, definitions, \
            references, renaming and quick fixes. An editor starts it; README.md says how.
            """)

    /// Editors pass it to every server; there is no other transport.
    @Flag(help: "Accepted and without effect: standard input and output are always used.")
    var stdio = false

    func run() throws {
        let status = StandardStreams(output: .standardOutput).serve(.standardInput)
        if status != 0 { throw ExitCode(status) }
    }
}
