import Diagnostics
import Foundation
import ScenarioCompiler
import Testing

/// Each file of `Tests/Wrong` is wrong as a beginner's would be. What must be said about it stands beside it, as a
/// terminal shows it; some files say in a comment what matters: `# expect-error: LINE:COLUMN WORDS`.
@Suite struct WrongScenarioTests {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Wrong")

    static let names: [String] =
        (try? FileManager.default.contentsOfDirectory(atPath: folder.path))?.sorted() ?? []
    static let files = names.filter { $0.hasSuffix(".heap") || $0.hasSuffix(".py") }

    private static func diagnostics(_ name: String) throws -> (file: SourceFile, list: [Diagnostic]) {
        let data = try Data(contentsOf: folder.appendingPathComponent(name))
        let file = SourceFile(name: name, bytes: [UInt8](data))
        return (file, compileAll(file, id: name, budget: budget).flatMap(\.diagnostics))
    }

    /// Less than usual, so that what has no end does not take long.
    private static let budget = Budget(instructions: 50_000, objects: 50_000, steps: 500, told: 200_000)

    @Test func thereAreFiles() {
        #expect(Self.files.count >= 150)
    }

    @Test(arguments: files) func saysWhatIsWrong(_ name: String) throws {
        let (file, diagnostics) = try Self.diagnostics(name)
        #expect(containsError(diagnostics))
        let expected = file.text(Span(0, file.bytes.count)).split(separator: "\n").compactMap { line in
            line.wholeMatch(of: #/# expect-error: (\d+):(\d+) (.+)/#)?.output
        }
        if expected.isEmpty { return }
        #expect(diagnostics.count == expected.count)
        for (diagnostic, (_, line, column, words)) in zip(diagnostics, expected) {
            let place = try #require(diagnostic.span.map { file.position(at: $0.start) })
            #expect("\(place.line):\(place.column)" == "\(line):\(column)")
            let text = [diagnostic.title, diagnostic.explanation, diagnostic.help].joined(separator: " ")
            #expect(text.localizedCaseInsensitiveContains(words), "\(text)")
        }
    }

    /// The way out is part of the message: a cause, or what to write.
    @Test(arguments: files) func offersAWayOut(_ name: String) throws {
        for diagnostic in try Self.diagnostics(name).list {
            #expect(!(diagnostic.help + diagnostic.explanation).isEmpty, "\(diagnostic.title)")
        }
    }

    /// Recorded anew with `HEAPBOOK_RECORD=1`, which fails the run.
    @Test(arguments: files) func saysItInTheseWords(_ name: String) throws {
        let said = TerminalRenderer().render(try Self.diagnostics(name).list)
        let golden = Self.folder.appendingPathComponent(name + ".txt")
        let expected = try? String(contentsOf: golden, encoding: .utf8)
        if ProcessInfo.processInfo.environment["HEAPBOOK_RECORD"] != nil, said != expected {
            try said.write(to: golden, atomically: true, encoding: .utf8)
            Issue.record("recorded \(golden.lastPathComponent)")
            return
        }
        #expect(said == expected)
    }

    @Test func noMessageIsWithoutItsScenario() {
        let known = Set(Self.files.map { $0 + ".txt" }).union(Self.files)
        #expect(Self.names.filter { !known.contains($0) } == [])
    }
}
