import Diagnostics
import Foundation
import Heapbook
import Testing

/// The scenarios of the repository are in the style that `heapbook fmt` gives; those in `Tests/Wrong` are written as
/// people err, and are left out.
@Suite struct FormattingTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    private static let scenarios: [String] = ["Sources/Guide", "Templates", "Tests"].flatMap { folder in
        let names = try? FileManager.default.subpathsOfDirectory(atPath: root.appendingPathComponent(folder).path)
        return (names ?? []).map { "\(folder)/\($0)" }
    }.filter { $0.hasSuffix(".heap") && !$0.hasPrefix("Tests/Wrong/") }.sorted()

    @Test func thereAreScenarios() {
        #expect(Self.scenarios.count > 40)
    }

    @Test(arguments: scenarios) func isInStyle(_ path: String) throws {
        let bytes = [UInt8](try Data(contentsOf: Self.root.appendingPathComponent(path)))
        let formatted = try FormattedScenario(SourceFile(name: path, bytes: bytes))
        #expect(formatted.diagnostics.isEmpty)
        #expect(formatted.bytes == bytes, "run: heapbook fmt \(path)")
    }

    @Test func theReadmesScenarioIsInStyle() throws {
        let readme = try String(contentsOf: Self.root.appendingPathComponent("README.md"), encoding: .utf8)
        let blocks = readme.components(separatedBy: "```\n").filter { $0.hasPrefix("scenario \"") }
        #expect(blocks.count == 1)
        for block in blocks {
            let formatted = try FormattedScenario(SourceFile(name: "README.md", text: block))
            #expect(formatted.bytes.map { String(decoding: $0, as: UTF8.self) } == block)
        }
    }
}
