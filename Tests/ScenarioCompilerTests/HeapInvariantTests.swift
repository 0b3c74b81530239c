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

    private func timeline(_ path: String) throws -> Timeline {
        let data = try Data(contentsOf: Self.root.appendingPathComponent(path))
        let result = compile(SourceFile(name: path, bytes: [UInt8](data)), id: "case")
        #expect(result.diagnostics.isEmpty)
        return try #require(result.timeline)
    }

    @Test func thereAreScenarios() {
        #expect(Self.scenarios.count >= 20)
    }

    @Test(arguments: scenarios) func theBadgeEqualsTheArrows(_ path: String) throws {
        for step in try timeline(path).steps {
            var arrows: [ObjectID: Int] = [:]
            for name in step.state.frames.flatMap(\.names) { arrows[name.object, default: 0] += 1 }
            for slot in step.state.objects.flatMap(\.slots) where slot.kind != .weak {
                arrows[slot.object, default: 0] += 1
            }
            for object in step.state.objects where object.state != .freed {
                #expect(object.refcount == arrows[object.id, default: 0], "step \(step.index), \(object.id)")
            }
            for target in arrows.keys { #expect(step.state.objects.contains { $0.id == target }) }
        }
    }

    @Test(arguments: scenarios) func whatIsFreedIsUnreachable(_ path: String) throws {
        for step in try timeline(path).steps {
            let freed = Set(step.state.objects.filter { $0.state == .freed }.map(\.id))
            let held = Set(step.state.frames.flatMap(\.names).map(\.object))
                .union(step.state.objects.filter { $0.state != .freed }.flatMap(\.slots).map(\.object))
            #expect(freed.isDisjoint(with: held))
        }
    }

    @Test(arguments: scenarios) func eventsExplainTheCounts(_ path: String) throws {
        let timeline = try timeline(path)
        var before = Dictionary(uniqueKeysWithValues: timeline.start.objects.map { ($0.id, $0.refcount) })
        for step in timeline.steps {
            var change: [ObjectID: Int] = [:]
            for event in step.events {
                guard let object = event.object else { continue }
                if event.kind == .incref { change[object, default: 0] += 1 }
                if event.kind == .decref { change[object, default: 0] -= 1 }
            }
            let after = Dictionary(uniqueKeysWithValues: step.state.objects.map { ($0.id, $0.refcount) })
            for id in Set(before.keys).union(after.keys).union(change.keys) {
                let was = before[id] ?? 0
                #expect(was + (change[id] ?? 0) == after[id] ?? 0, "step \(step.index), \(id)")
            }
            before = after
        }
    }

    /// Both counts of every object are what a walk over all holders finds, and no count is negative.
    @Test(arguments: scenarios) func everyReferenceIsCountedOnce(_ path: String) throws {
        let data = try Data(contentsOf: Self.root.appendingPathComponent(path))
        try checkCounts(heapAfter(SourceFile(name: path, bytes: [UInt8](data))))
    }

    /// The same for programs that use every construct, many of which end with an exception.
    @Test(arguments: ConformanceTests.snippets)
    func everyReferenceOfASnippetIsCountedOnce(_ snippet: ConformanceTests.Snippet) throws {
        try checkCounts(heapAfter(SourceFile(name: "snippet", text: snippet.program)))
    }

    private func heapAfter(_ file: SourceFile) -> Heap {
        let (program, _) = lower(parse(file).scenario, for: .standard)
        let interpreter = Interpreter(program, facts: RuntimeFacts.standard, budget: .standard)
        interpreter.load()
        do {
            try interpreter.run()
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
        for ref in heap.liveRefs {
            #expect(heap.taughtCount(ref) == taught[ref, default: 0], "taught count of \(heap.typeName(ref))")
            guard !heap[ref].flags.contains(.shared) else { continue }
            #expect(Int(heap[ref].hidden) == hidden[ref, default: 0], "hidden count of \(heap.typeName(ref))")
        }
    }
}
