import Testing
import Timelines

@testable import HeapbookBenchmarks

/// What is measured is what it says: the programs make as many objects as they should, and let all of them go.
@Suite struct ProgramTests {
    @Test(arguments: HeapProgram.all.map(\.name)) func makesAndReleasesItsObjects(_ name: String) throws {
        let program = try #require(HeapProgram.all.first { $0.name == name })
        let (small, large) = try (alive(program, 1200), alive(program, 3000))
        #expect(large.built - small.built == 1800)
        // What is left is the loop's variable and the built-in methods that were asked for.
        #expect(small.released <= 4 && large.released == small.released)
    }

    /// How many objects were made and have not died, after each of the two steps.
    private func alive(_ program: HeapProgram, _ objects: Int) throws -> (built: Int, released: Int) {
        let timeline = try Subjects.timeline(Array(program.toldScenario(objects: objects).utf8))
        #expect(timeline.steps.count == 2)
        let balances = timeline.steps.map { step in
            step.events.count { $0.kind == .allocate } - step.events.count { $0.kind == .deallocate }
        }
        return (balances[0], balances[0] + balances[1])
    }

    @Test(arguments: HeapProgram.all.map(\.name)) func runsUnrecorded(_ name: String) throws {
        let measured = try Subjects.measure(["heap", name, "1000"])
        #expect(measured.seconds > 0)
    }

    @Test(arguments: HeapProgram.all.map(\.name)) func takesOperations(_ name: String) throws {
        let program = try #require(HeapProgram.all.first { $0.name == name })
        #expect(try HeapOperations.perObject(program) >= 3)
    }

    @Test(arguments: Collecting.graphs) func aCollectionFindsWhatItShould(_ graph: String) throws {
        #expect(try Collecting.measure(graph, objects: 1001).seconds > 0)
    }

    @Test func textsHaveSoManyLinesAndNoMistake() throws {
        for text in Texts.all {
            let lines = text.make(200).split(separator: "\n").count
            #expect((200...202).contains(lines), "\(text.name)")
            _ = try Subjects.measure(["text", text.name, "200"])
        }
    }

    @Test func storiesHaveSoManySteps() throws {
        #expect(try Subjects.timeline(Array(Stories.replacing(steps: 7, objects: 5).utf8)).steps.count == 7)
        let drawn = try Subjects.timeline(Array(Stories.drawing(steps: 9).utf8))
        #expect(drawn.steps.count == 9 && drawn.steps.allSatisfy { $0.raised == nil })
    }

    @Test(arguments: Editing.methods) func anEditorIsAnswered(_ method: String) throws {
        var session = try Editing(lines: 200)
        let longest = try session.longestAnswer(method)
        #expect(longest.seconds > 0)
    }
}
