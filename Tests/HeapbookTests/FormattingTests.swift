import Diagnostics
import Foundation
import Heapbook
import ScenarioSyntax
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

    private static let programs: [String] = {
        let folder = "Tests/Conformance/programs"
        let names = try? FileManager.default.contentsOfDirectory(atPath: root.appendingPathComponent(folder).path)
        return (names ?? []).filter { $0.hasSuffix(".py") }.sorted().map { "\(folder)/\($0)" }
    }()

    /// Programs as they were written keep their tree, and are in the style when they have been formatted.
    @Test func programsKeepTheirMeaning() throws {
        #expect(Self.programs.count > 100)
        for path in Self.programs {
            let file = SourceFile(
                name: path, bytes: [UInt8](try Data(contentsOf: Self.root.appendingPathComponent(path))))
            let before = parse(file)
            guard before.diagnostics.isEmpty else { continue }
            let bytes = try #require(try FormattedScenario(file).bytes, "\(path)")
            let result = SourceFile(name: path, bytes: bytes)
            #expect(tree(before.scenario) == tree(parse(result).scenario), "\(path)")
            let again = try FormattedScenario(result)
            #expect(again.bytes == bytes, "\(path)")
        }
    }

    /// Without places and, in a plain file, the titles, which are the text of the statements.
    private func tree(_ scenario: Scenario) -> String {
        var scenario = scenario
        for index in scenario.steps.indices where scenario.isPlain { scenario.steps[index].title = "" }
        return dump(scenario, places: false)
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
