import Diagnostics
import Foundation
import Heapbook
import ScenarioCompiler
import ScenarioSyntax
import Testing

/// The language reference in the guide's appendix: what it shows is run, and what the language has is in it.
@Suite struct LanguageReferenceTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Sources/Guide/90-language")

    /// A fenced block: the words behind the fence, its text and its line in the chapter.
    struct Example: CustomTestStringConvertible, Sendable {
        var information: [String]
        var text: String
        var line: Int

        var testDescription: String { "the example in line \(line)" }
    }

    static let chapter = (try? String(contentsOf: folder.appendingPathComponent("chapter.md"), encoding: .utf8)) ?? ""

    static let examples: [Example] = {
        var examples: [Example] = []
        var open: Example?
        for (index, line) in chapter.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if line.hasPrefix("```") {
                if let example = open {
                    examples.append(example)
                    open = nil
                } else {
                    let words = line.dropFirst(3).split(separator: " ").map { String($0) }
                    open = Example(information: words, text: "", line: index + 1)
                }
            } else {
                open?.text += line + "\n"
            }
        }
        return examples
    }()

    private static let right = examples.filter { $0.information == ["heap"] }
    private static let wrong = examples.filter { $0.information.count == 3 }

    private func run(_ example: Example) -> [CompiledScenario] {
        compileScenarioForAllRuntimes(
            SourceFile(name: "chapter.md", text: example.text), id: "example",
            folder: ScenarioFolder(path: Self.folder.path, scenario: "chapter.heap"))
    }

    @Test func everyBlockIsRunOrIsNoScenario() {
        #expect(Self.right.count >= 15 && Self.wrong.count >= 3)
        let others = Self.examples.filter { $0.information != ["heap"] && $0.information.count != 3 }
        #expect(others.allSatisfy { $0.information == ["text"] })
    }

    @Test(arguments: right) func aRightExampleHolds(_ example: Example) throws {
        for compiled in run(example) {
            #expect(compiled.diagnostics.isEmpty, "\(TerminalRenderer().render(compiled.diagnostics))")
            #expect(compiled.timeline?.steps.isEmpty == false)
        }
        let formatted = try FormattedScenario(SourceFile(name: "chapter.md", text: example.text))
        #expect(formatted.bytes.map { String(decoding: $0, as: UTF8.self) } == example.text)
    }

    @Test(arguments: wrong) func aWrongExampleIsWrongAsItSays(_ example: Example) {
        #expect(example.information[1] == "wrong")
        #expect(run(example).flatMap(\.diagnostics).map(\.code) == [example.information[2]])
    }

    @Test func everyWordOfTheLanguageIsThere() {
        let words =
            ScenarioWords.headers + ScenarioWords.blocks + ScenarioWords.directives + LanguageNames.questions
            + LanguageNames.builtins + LanguageNames.modules
        for word in words {
            let isThere = ["`\(word)`", "`\(word) ", "`\(word):", "`\(word)("].contains { Self.chapter.contains($0) }
            #expect(isThere, "'\(word)' is not in the reference")
        }
        for runtime in [LanguageNames.runtimes.first, LanguageNames.runtimes.last] {
            #expect(runtime.map { Self.chapter.contains("`\($0.replacing(" repl", with: ""))`") } == true)
        }
    }
}
