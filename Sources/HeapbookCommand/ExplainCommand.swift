import ArgumentParser
import Diagnostics
import Heapbook

struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: "Says what the code of a message means, with a wrong and a right example.",
        discussion: "Without a code all of them are listed.")

    @Argument(help: ArgumentHelp("The code of a message, such as E0204.", valueName: "code"))
    var codes: [String] = []

    func run() throws {
        let pages = try codes.map { code in
            guard let page = CodePage.page(of: code) else {
                throw ValidationError("There is no code '\(code)'; 'heapbook explain' lists all.")
            }
            return page.text
        }
        let list = CodePage.all.map { "\($0.code)  \($0.title)\n" }.joined()
        try writeOutput(Array((pages.isEmpty ? list : pages.joined(separator: "\n")).utf8))
    }
}
