import Diagnostics
import Foundation
import ScenarioCompiler
import Testing

/// Each file of `Tests/Wrong` is wrong as a beginner's would be. Its first lines say what must be said about it:
/// `# expect-error: LINE:COLUMN WORDS`.
@Suite struct WrongScenarioTests {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Wrong")

    static let files: [String] = {
        let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
        return (names ?? []).filter { $0.hasSuffix(".heap") }.sorted()
    }()

    @Test func thereAreFiles() {
        #expect(Self.files.count >= 24)
    }

    @Test(arguments: files) func saysWhatIsWrong(_ name: String) throws {
        let data = try Data(contentsOf: Self.folder.appendingPathComponent(name))
        let file = SourceFile(name: name, bytes: [UInt8](data))
        let diagnostics = compileAll(file, id: name).flatMap(\.diagnostics)
        let expected = file.text(Span(0, file.bytes.count)).split(separator: "\n").compactMap { line in
            line.wholeMatch(of: #/# expect-error: (\d+):(\d+) (.+)/#)?.output
        }
        #expect(!expected.isEmpty)
        #expect(diagnostics.count == expected.count)
        for (diagnostic, (_, line, column, words)) in zip(diagnostics, expected) {
            let place = try #require(diagnostic.span.map { file.position(at: $0.start) })
            #expect("\(place.line):\(place.column)" == "\(line):\(column)")
            let text = [diagnostic.title, diagnostic.explanation, diagnostic.help].joined(separator: " ")
            #expect(text.localizedCaseInsensitiveContains(words), "\(text)")
            #expect(!(diagnostic.help + diagnostic.explanation).isEmpty)
        }
    }
}
