import Diagnostics
import Diagrams
import Foundation
import HeapModel
import ScenarioCompiler
import ScenarioSyntax
import Timelines

/// What a process of its own measures, by the words on its command line.
enum Subjects {
    static let budget = Budget(instructions: 100_000_000_000, objects: 100_000_000)

    static func measure(_ words: [String]) throws -> Measurement {
        guard words.count >= 3, let size = Int(words[2]) else { throw BenchmarkError("nothing to measure: \(words)") }
        switch words[0] {
        case "heap":
            guard let program = HeapProgram.all.first(where: { $0.name == words[1] }) else { break }
            return try heap(program.quietScenario(objects: size))
        case "collecting": return try Collecting.measure(words[1], objects: size)
        case "text":
            guard let text = Texts.all.first(where: { $0.name == words[1] }) else { break }
            return try reading(text.make(size))
        case "story":
            guard let objects = Int(words[1]) else { break }
            return try story(Stories.replacing(steps: size, objects: objects))
        case "drawing": return try drawing(Stories.drawing(steps: size))
        case "editing":
            var session = try Editing(lines: size)
            return try session.longestAnswer(words[1])
        default: break
        }
        throw BenchmarkError("nothing to measure: \(words)")
    }

    /// Runs a scenario that is read and lowered already.
    private static func heap(_ text: String) throws -> Measurement {
        let parsed = parse(SourceFile(name: "benchmark", text: text))
        try require(parsed.diagnostics + check(parsed.scenario))
        guard let facts = RuntimeFacts.facts(for: RuntimeVersion(3, 11)) else { throw BenchmarkError("no facts") }
        let program = lower(parsed.scenario, for: Runtime(facts: facts, isPrompt: false)).program
        return try .of {
            let result = execute(program, info: info, facts: facts, budget: budget)
            try require(result.diagnostics)
        }
    }

    /// Reads a text and checks it.
    private static func reading(_ text: String) throws -> Measurement {
        let bytes = Array(text.utf8)
        return try .of {
            let parsed = parse(SourceFile(name: "benchmark", bytes: bytes))
            try require(parsed.diagnostics + check(parsed.scenario))
        }
    }

    /// From text to the timeline.
    private static func story(_ text: String) throws -> Measurement {
        let bytes = Array(text.utf8)
        return try .of { _ = try timeline(bytes) }
    }

    /// From the timeline to the pictures of all steps.
    private static func drawing(_ text: String) throws -> Measurement {
        let timeline = try timeline(Array(text.utf8))
        return try .of { _ = try Drawing(timeline: timeline) }
    }

    static func timeline(_ bytes: [UInt8]) throws -> Timeline {
        let result = compile(SourceFile(name: "benchmark", bytes: bytes), id: "benchmark", budget: budget)
        try require(result.diagnostics)
        guard let timeline = result.timeline else { throw BenchmarkError("no timeline") }
        return timeline
    }

    private static let info = ScenarioInfo(id: "benchmark", title: "benchmark", runtime: "", summary: "", tags: [])

    private static func require(_ diagnostics: [Diagnostic]) throws {
        if let first = diagnostics.first(where: { $0.severity == .error }) { throw BenchmarkError(first.title) }
    }
}

/// What happens in memory while a program runs.
enum HeapOperations {
    /// An object is made or dies, a name or a slot takes a reference or gives one back, a name is bound or unbound. What
    /// the interpreter does beside that, such as references on the evaluation stack, is not counted.
    private static let counted: Set<Event.Kind> = [.allocate, .incref, .decref, .bind, .unbind, .deallocate]

    /// How many operations one more object takes. Counted in recorded runs of two sizes, where events are kept.
    static func perObject(_ program: HeapProgram) throws -> Double {
        let (small, large) = (3_000, 6_000)
        return Double(try count(program, large) - count(program, small)) / Double(large - small)
    }

    private static func count(_ program: HeapProgram, _ objects: Int) throws -> Int {
        let timeline = try Subjects.timeline(Array(program.toldScenario(objects: objects).utf8))
        return timeline.steps.flatMap(\.events).count { counted.contains($0.kind) }
    }
}
