import Diagnostics
import Foundation
import ScenarioSyntax
import Testing
import Timelines

@testable import Heapbook

private let checkout = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

/// Exporting a scenario as a program, reading and executing it again gives the same timeline: titles, lines and notes
/// may differ, memory may not.
@Suite struct RoundTripTests {
    static let paths: [String] = {
        let folders = ["Sources/Guide", "Tests/Golden", "Tests/Conformance/programs", "Tests/Conformance/scenarios"]
        return folders.flatMap { folder in
            (FileManager.default.subpaths(atPath: "\(checkout)/\(folder)") ?? [])
                .filter { $0.hasSuffix(".heap") || $0.hasSuffix(".py") }.map { "\(folder)/\($0)" }
        }.sorted()
    }()

    @Test func thereArePrograms() {
        #expect(Self.paths.count >= 190)
    }

    @Test(arguments: paths) func anExportedProgramTellsTheSameStory(_ path: String) throws {
        let input = try ScenarioInput(path: "\(checkout)/\(path)")
        let all = compileScenarioForAllRuntimes(input.file, id: input.id, folder: input.folder)
        for told in all {
            let first = try #require(told.timeline)
            let isPrompt = first.scenario.runtime.hasSuffix(" repl")
            let exported = exportPython(input.file, folder: input.folder, isForPrompt: isPrompt).program
            // Variables of C and races for a count are no Python, so that nothing is exported of them (E0411).
            guard first.scenario.runtime != "c", !first.steps.contains(where: { $0.state.race != nil }) else {
                #expect(exported == nil)
                continue
            }
            let program = try #require(exported)
            let file = SourceFile(name: "exported.py", text: program.text)
            let again = compileScenario(file, id: input.id, runtime: first.scenario.runtime)
            let second = try #require(again.timeline, "\(again.diagnostics.map(\.title))")
            try compare(first, second, ends: program.promptEnds ?? program.ends)
        }
    }

    /// The exported program is plain: each of its statements is a step, `ends` of them make one of the scenario's.
    private func compare(_ first: Timeline, _ second: Timeline, ends: [Int]) throws {
        let states = [Shape(second.start)] + second.steps.map { Shape($0.state) }
        #expect(Shape(first.start) == states[min(ends[0], states.count - 1)])
        for (step, (start, end)) in zip(first.steps, zip(ends, ends.dropFirst())) {
            let own = second.steps.dropFirst(start).prefix(end - start)
            #expect(Shape(step.state) == states[min(end, states.count - 1)], "step \(step.index)")
            #expect(step.output == own.map(\.output).joined(), "step \(step.index)")
            let raised = own.compactMap(\.raised).first
            #expect(step.raised?.type == raised?.type && step.raised?.message == raised?.message, "step \(step.index)")
        }
    }

    /// Memory without the numbers that ids, frames and addresses happen to have: objects go by the order in which a walk
    /// from the names finds them.
    private struct Shape: Equatable {
        var lines: [String] = []

        init(_ state: MemoryState) {
            let objects = Dictionary(uniqueKeysWithValues: state.objects.map { ($0.id, $0) })
            var order: [ObjectID: Int] = [:]
            var work: [ObjectID] = []
            func number(_ id: ObjectID) -> Int {
                if let known = order[id] { return known }
                order[id] = order.count
                work.append(id)
                return order.count - 1
            }
            for frame in state.frames {
                let names = frame.names.map { "\($0.name)=\(number($0.object))" }
                lines.append("\(frame.kind) \(frame.name): \(names.joined(separator: " "))")
            }
            var next = 0
            while next < work.count {
                let object = objects[work[next]]
                next += 1
                let slots = (object?.slots ?? []).map { "\($0.kind) \($0.key)=\(number($0.object))" }
                let value = Self.withoutAddresses(object?.repr ?? "")
                lines.append(
                    "\(next - 1) \(object?.type ?? "?") \(value) \(object?.refcount ?? -1) "
                        + "\(object?.realRefcount ?? -1) \(object?.keptBy ?? []) \(slots)")
            }
            let rest = state.objects.filter { order[$0.id] == nil && $0.state != .freed }
            lines += rest.map { "\($0.type) \($0.repr ?? "") \($0.refcount) \($0.state)" }.sorted()
        }

        private static func withoutAddresses(_ text: String) -> String {
            text.replacing(#/0x[0-9a-f]{6,}|[0-9]{9,}/#, with: "…")
        }
    }
}
