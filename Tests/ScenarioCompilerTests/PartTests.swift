import Diagnostics
import Testing
import Timelines

@testable import ScenarioCompiler

@Suite struct PartTests {
    @Test func stepIntoTellsEveryLineInsideACall() throws {
        let step = try #require(
            try run(
                """
                setup:
                    def swap(pair):
                        a = pair[0]
                        pair[0] = pair[1]
                        pair[1] = a
                step "Call":
                    step into
                    p = [[1], [2]]
                    swap(p)
                """
            ).steps.first)
        #expect(step.parts.map(\.title) == ["a = pair[0]", "pair[0] = pair[1]", "pair[1] = a"])
        #expect(step.parts.map(\.index) == [1, 2, 3])
        #expect(step.parts[0].state.frames.map(\.name) == ["<module>", "swap"])
        #expect(step.parts[0].state.frames[1].names.map(\.name) == ["pair", "a"])
        #expect(step.state.frames.count == 1)
    }

    @Test func anExpectedExceptionBelongsToTheStory() throws {
        let step = try #require(
            try run("step \"S\":\n    x = [1]\n    expect raises IndexError: x[5]\n    y = 2\n").steps.first)
        #expect(step.raised == nil)
        #expect(step.source == "x = [1]\nx[5]  # raises IndexError\ny = 2")
        #expect(try step.object("y").repr == "2")
    }

    @Test(arguments: [
        ("expect raises TypeError: x[0]", "E0505"), ("expect raises TypeError: x[5]", "E0504"),
    ])
    func anotherExceptionOrNoneIsAnError(_ line: String, _ code: String) {
        let file = SourceFile(name: "t", text: "step \"S\":\n    x = [1]\n    \(line)\n")
        #expect(compile(file, id: "t").diagnostics.map(\.code) == [code])
    }
}
