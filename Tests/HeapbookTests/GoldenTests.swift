import Diagnostics
import Diagrams
import Foundation
import HeapModel
import Heapbook
import ScenarioCompiler
import ScenarioSyntax
import Testing
import Timelines

/// Each folder of `Tests/Golden` is a case: `input.heap`, and one file for each stage, so that a difference says which
/// stage moved. With `HEAPBOOK_RECORD=1` what comes out now is written, and the run fails, so that nobody records
/// without looking.
@Suite struct GoldenTests {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Golden")
    static let isRecording = ProcessInfo.processInfo.environment["HEAPBOOK_RECORD"] == "1"

    static let cases: [String] = {
        let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
        return (names ?? []).filter { !$0.hasPrefix(".") }.sorted()
    }()

    @Test func thereAreCases() {
        #expect(Self.cases.count >= 6)
    }

    @Test(arguments: cases) func tree(_ name: String) throws {
        let parsed = parse(try input(name))
        #expect(parsed.diagnostics.isEmpty)
        try compare(dump(parsed.scenario), name, "tree.txt")
    }

    @Test(arguments: cases) func timeline(_ name: String) throws {
        try compare(String(decoding: try timelineOf(name).json(), as: UTF8.self), name, "timeline.json")
    }

    @Test(arguments: cases) func graph(_ name: String) throws {
        let timeline = try timelineOf(name)
        let drawing = try Drawing(timeline: timeline)
        let graphs = timeline.steps.compactMap { drawing.dot(step: $0.index) }
        #expect(graphs.count == timeline.steps.count)
        try compare(graphs.joined(separator: "\n"), name, "graph.dot")
    }

    @Test(arguments: cases) func everyFileBelongsToAStage(_ name: String) throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.appendingPathComponent(name).path)
        #expect(Set(files).isSubset(of: ["input.heap", "tree.txt", "timeline.json", "graph.dot"]))
    }

    private func input(_ name: String) throws -> SourceFile {
        let url = Self.folder.appendingPathComponent(name).appendingPathComponent("input.heap")
        return SourceFile(name: "\(name).heap", bytes: [UInt8](try Data(contentsOf: url)))
    }

    private func timelineOf(_ name: String) throws -> Timeline {
        let result = compile(try input(name), id: name)
        #expect(result.diagnostics.isEmpty)
        return try #require(result.timeline)
    }

    private func compare(_ actual: String, _ name: String, _ stage: String) throws {
        let url = Self.folder.appendingPathComponent(name).appendingPathComponent(stage)
        if Self.isRecording {
            try Data(actual.utf8).write(to: url)
            Issue.record("recorded \(name)/\(stage); look at the difference, then run without HEAPBOOK_RECORD")
            return
        }
        let expected = try String(contentsOf: url, encoding: .utf8)
        if expected != actual {
            let lines = zip(
                expected.split(separator: "\n", omittingEmptySubsequences: false),
                actual.split(separator: "\n", omittingEmptySubsequences: false))
            let first = lines.enumerated().first { $0.element.0 != $0.element.1 }
            Issue.record(
                """
                \(name)/\(stage) differs\(first.map { " from line \($0.offset + 1) on:\n- \($0.element.0)\n+ \($0.element.1)" } ?? " in length")
                """)
        }
    }
}
