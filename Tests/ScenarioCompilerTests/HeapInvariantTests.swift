import Diagnostics
import Foundation
import Testing
import Timelines

@testable import HeapModel
@testable import ScenarioCompiler
@testable import ScenarioSyntax

/// What must hold after every step of every scenario there is.
@Suite struct HeapInvariantTests {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    static let scenarios: [String] = {
        let folders = ["Sources/Guide", "Tests/Golden", "Tests/Conformance"]
        return folders.flatMap { folder in
            (FileManager.default.subpaths(atPath: root.appendingPathComponent(folder).path) ?? [])
                .filter { $0.hasSuffix(".heap") }.map { "\(folder)/\($0)" }
        }.sorted()
    }()

    /// The timeline under each runtime that the scenario is written for.
    private func timelines(_ path: String) throws -> [Timeline] {
        let (file, reader) = try Self.read(path)
        return try compileAll(file, id: "case", reader: reader).map { result in
            #expect(!containsError(result.diagnostics))
            return try #require(result.timeline)
        }
    }

    private static func read(_ path: String) throws -> (SourceFile, IncludeReader) {
        let url = root.appendingPathComponent(path)
        let folder = url.deletingLastPathComponent()
        let reader = IncludeReader(path: url.lastPathComponent) { name in
            guard let data = try? Data(contentsOf: folder.appendingPathComponent(name)) else { return .missing }
            return .file(SourceFile(name: name, bytes: [UInt8](data)))
        }
        return (SourceFile(name: path, bytes: [UInt8](try Data(contentsOf: url))), reader)
    }

    @Test func thereAreScenarios() {
        #expect(Self.scenarios.count >= 20)
    }

    /// After every step, and in steps told line by line after every line: the badge of an object is the number of its
    /// arrows, what is freed has none, and the events of a step explain how its counts changed.
    @Test(arguments: scenarios) func theTimelineAddsUp(_ path: String) throws {
        for timeline in try timelines(path) {
            let runtime = timeline.scenario.runtime
            for step in timeline.steps {
                for part in step.parts {
                    expectNothing(contradictions(in: part.state), "\(runtime), \(step.index).\(part.index)")
                }
                expectNothing(contradictions(in: step.state), "\(runtime), step \(step.index)")
            }
            expectNothing(unexplainedCounts(in: timeline), runtime)
        }
    }

    private func expectNothing(_ found: [String], _ place: String) {
        #expect(found.isEmpty, "\(place): \(found.prefix(5).joined(separator: "; "))")
    }

    private func contradictions(in state: MemoryState) -> [String] {
        var arrows: [ObjectID: Int] = [:]
        for name in state.frames.flatMap(\.names) { arrows[name.object, default: 0] += 1 }
        var held = Set(arrows.keys)
        for object in state.objects {
            for slot in object.slots {
                if slot.kind != .weak { arrows[slot.object, default: 0] += 1 }
                if object.state != .freed { held.insert(slot.object) }
            }
        }
        var found: [String] = []
        for object in state.objects {
            let count = arrows[object.id, default: 0]
            if object.state != .freed, object.refcount != count {
                found.append("\(object.id) has the count \(object.refcount) and \(count) arrows")
            }
            if object.state == .freed, held.contains(object.id) { found.append("\(object.id) is freed and held") }
        }
        let listed = Set(state.objects.map(\.id))
        for target in arrows.keys where !listed.contains(target) { found.append("\(target) is not listed") }
        return found
    }

    private func unexplainedCounts(in timeline: Timeline) -> [String] {
        var found: [String] = []
        var before = Dictionary(uniqueKeysWithValues: timeline.start.objects.map { ($0.id, $0.refcount) })
        // From a race on the counts are not the heap's.
        for step in timeline.steps.prefix(while: { $0.state.race == nil }) {
            let after = Dictionary(uniqueKeysWithValues: step.state.objects.map { ($0.id, $0.refcount) })
            let change = changes(in: step)
            for id in Set(before.keys).union(after.keys).union(change.keys) {
                let (was, changed, now) = (before[id] ?? 0, change[id] ?? 0, after[id] ?? 0)
                if was + changed != now { found.append("step \(step.index), \(id): \(was) + \(changed) is not \(now)") }
            }
            before = after
        }
        return found
    }

    private func changes(in step: Step) -> [ObjectID: Int] {
        var change: [ObjectID: Int] = [:]
        for event in step.events {
            guard let object = event.object else { continue }
            if event.kind == .incref { change[object, default: 0] += 1 }
            if event.kind == .decref { change[object, default: 0] -= 1 }
        }
        return change
    }

    /// Both counts of every object are what a walk over all holders finds, and no count is negative.
    @Test(arguments: scenarios) func everyReferenceIsCountedOnce(_ path: String) throws {
        let (file, reader) = try Self.read(path)
        let scenario = PreparedScenario(file, reader).scenario
        for case let runtime as Runtime in findRuntimes(scenario, override: nil).0 {
            try checkCounts(heapAfter(scenario, runtime))
        }
    }

    /// The same for programs that use every construct, many of which end with an exception.
    @Test(arguments: ConformanceTests.snippets)
    func everyReferenceOfASnippetIsCountedOnce(_ snippet: ConformanceTests.Snippet) throws {
        let scenario = parse(SourceFile(name: "snippet", text: snippet.program)).scenario
        try checkCounts(heapAfter(scenario, Runtime(facts: .standard, isPrompt: false)))
    }

    private func heapAfter(_ scenario: Scenario, _ runtime: Runtime) -> Heap {
        let (program, _) = lower(scenario, for: runtime)
        let interpreter = Interpreter(program, facts: runtime.facts, budget: .standard)
        interpreter.load()
        do {
            try interpreter.runInputs()
        } catch {
            interpreter.fail(with: error)
        }
        return interpreter.heap
    }

    private func checkCounts(_ heap: Heap) throws {
        var taught: [Ref: Int] = [:]
        var hidden: [Ref: Int] = [:]
        heap.forEachRoot { ref, root in
            if case .name = root { taught[ref, default: 0] += 1 } else { hidden[ref, default: 0] += 1 }
        }
        for holder in heap.liveRefs {
            heap.forEachReference(of: holder) { target, reference in
                if case .slot = reference { taught[target, default: 0] += 1 } else { hidden[target, default: 0] += 1 }
            }
        }
        var found: [String] = []
        for ref in heap.liveRefs {
            if heap.taughtCount(ref) != taught[ref, default: 0] {
                found.append("taught count of \(heap.typeName(ref))")
            }
            guard !heap[ref].flags.contains(.shared) else { continue }
            if Int(heap[ref].hidden) != hidden[ref, default: 0] {
                found.append("hidden count of \(heap.typeName(ref))")
            }
        }
        expectNothing(found, "at the end")
    }
}
