import Diagnostics
import Foundation
import Testing

@testable import ScenarioCompiler

/// Programs whose output and exceptions were measured on a real CPython.
@Suite struct ConformanceTests {
    struct Snippet: Sendable, CustomTestStringConvertible {
        /// The CPython that it was measured on, such as 3.11.
        var version: String
        var program: String
        var output: String
        var error: String?

        var testDescription: String { "\(version): \(program)" }
    }

    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Conformance")

    /// Every `*-VERSION.txt` of the folder; see Tests/Tools/record-snippets.py.
    static let snippets: [Snippet] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { $0.hasSuffix(".txt") }.sorted().flatMap { name in
            let text = (try? String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)) ?? ""
            let version = name.dropLast(4).split(separator: "-").last.map { String($0) } ?? ""
            return text.components(separatedBy: "===\n").dropFirst().map { read($0, version) }
        }
    }()

    private static func read(_ entry: String, _ version: String) -> Snippet {
        let parts = entry.components(separatedBy: "---\n")
        var lines = parts[1].components(separatedBy: "\n").dropLast()
        let error = lines.last?.hasPrefix("!") == true ? lines.removeLast() : nil
        return Snippet(
            version: version, program: parts[0], output: lines.map { $0 + "\n" }.joined(),
            error: error.map { String($0.dropFirst()) })
    }

    @Test func thereAreSnippets() {
        #expect(Self.snippets.count > 700)
    }

    @Test(arguments: snippets) func printsAndRaisesWhatCPythonDoes(_ snippet: Snippet) throws {
        let result = compile(
            SourceFile(name: "snippet", text: snippet.program), id: "snippet", runtime: "cpython \(snippet.version)")
        let steps = try #require(result.timeline?.steps)
        #expect(steps.map(\.output).joined() == snippet.output)
        let raised = steps.last?.raised.map { $0.message.isEmpty ? $0.type : "\($0.type): \($0.message)" }
        #expect(raised == snippet.error)
    }
}
