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

/// `show collector`: each phase of a collection is a part of its step.
@Suite struct CollectorPartTests {
    private static let lost = """
        setup:
            import gc
            class Node:
                __slots__ = ("next",)
            gc.collect()
        step "Two are lost":
            keep = Node()
            left = Node()
            right = Node()
            keep.next = left
            left.next = right
            right.next = left
            label left as L
            keep.next = None
            del left, right
        step "They are found":
            show collector
            gc.collect()

        """

    private func parts(_ runtime: String) throws -> [Step] {
        let result = compile(SourceFile(name: "t", text: Self.lost), id: "t", runtime: runtime)
        #expect(!containsError(result.diagnostics))
        return try #require(result.timeline?.steps.last).parts
    }

    @Test func cpythonHasEightPhases() throws {
        let parts = try parts("cpython 3.11")
        #expect(
            parts.map { $0.phase?.name } == [
                "copy the counts", "subtract internal references", "move the tentatively unreachable",
                "restore the reachable", "handle weak references", "run finalizers", "recheck for resurrection",
                "clear",
            ])
        let kept = try #require(parts[0].state.frames[0].names.first { $0.name == "keep" }).object
        let lost = try #require(parts[3].phase).unreachable
        #expect(lost.count == 2 && !lost.contains(kept))
        #expect(lost.map { parts[0].phase?.gcRefs[$0.description] } == [1, 1])
        #expect(lost.map { parts[1].phase?.gcRefs[$0.description] } == [0, 0])
        #expect(parts[1].phase?.gcRefs[kept.description] == 1)
        #expect(parts[3].phase?.reachable.contains(kept) == true)
        let last = try #require(parts.last)
        #expect(Set(last.state.objects.filter { $0.state == .freed }.map(\.id)) == Set(lost))
        #expect(last.collections.map(\.returned) == [2])
        #expect(parts.flatMap(\.events).filter { $0.kind == .gcPhase }.count == 8)
    }

    @Test func oldVersionsSetFinalizersApart() throws {
        #expect(
            try parts("cpython 2.7").compactMap { $0.phase?.name }.suffix(3) == [
                "set apart what finalizers need", "handle weak references", "clear",
            ])
    }

    @Test func markingIsToldObjectByObject() throws {
        let parts = try parts("textbook")
        let names = parts.compactMap { $0.phase?.name }
        #expect(names.first == "find the roots" && names.last == "sweep")
        #expect(names.dropFirst().dropLast().allSatisfy { $0 == "mark" })
        let marks = parts.compactMap(\.phase)
        #expect(marks.dropLast().last?.worklist == [])
        #expect(marks.allSatisfy { $0.gcRefs.isEmpty })
        #expect(marks.dropFirst().dropLast().allSatisfy { $0.object.map($0.reachable.contains) == true })
        #expect(parts.last?.state.objects.count { $0.state == .freed } == 2)
    }

    @Test func stepsWithoutItHaveTheirPhasesAndNoParts() throws {
        let text = Self.lost.replacing("    show collector\n", with: "")
        let step = try #require(compile(SourceFile(name: "t", text: text), id: "t").timeline?.steps.last)
        #expect(step.parts.isEmpty && step.collections.map(\.phases.count) == [8])
    }
}
