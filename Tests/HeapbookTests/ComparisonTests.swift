import Foundation
import Testing
import Timelines

@testable import Heapbook

/// A story and the report of a CPython that agrees with it; each test lets the report say something else.
private struct Case {
    var timeline: Timeline
    var report: ProbeReport

    init() {
        let list = HeapObject(
            id: ObjectID(1), type: "list", address: "0x1000", refcount: 2, realRefcount: 2,
            slots: [Slot(key: "[0]", kind: .item, object: ObjectID(2))])
        let number = HeapObject(id: ObjectID(2), type: "int", repr: "300", refcount: 1, realRefcount: 2)
        var node = HeapObject(
            id: ObjectID(3), type: "Node", refcount: 2, realRefcount: 2,
            slots: [Slot(key: "me", kind: .attribute, object: ObjectID(3))])
        let module = { (names: [(String, Int)]) in
            [
                Frame(
                    id: FrameID(1), kind: .module, name: "<module>",
                    names: names.map { Name(name: $0.0, object: ObjectID($0.1)) })
            ]
        }
        let first = MemoryState(frames: module([("x", 1), ("y", 1), ("n", 3)]), objects: [list, number, node])
        node.refcount = 1
        node.realRefcount = 1
        node.state = .unreachable
        let second = MemoryState(frames: module([("x", 1), ("y", 1)]), objects: [list, number, node])
        timeline = Timeline(
            scenario: ScenarioInfo(id: "case", title: "case", runtime: "cpython 3.11"), start: MemoryState(),
            steps: [
                Step(index: 1, title: "one", state: first, output: "hello\n"),
                Step(
                    index: 2, title: "two", state: second,
                    raised: RaisedException(type: "ValueError", message: "no", line: 2)),
            ])
        let data = [
            #"{"program": 0, "step": 0, "part": 0, "line": "", "shown": [], "frames": [], "isOfPrompt": false, "names": [], "objects": [], "lost": [], "kept": [], "constants": [], "handedOut": [], "output": ""}"#,
            """
            {"program": 0, "step": 1, "part": 0, "line": "", "shown": [], "frames": [], "isOfPrompt": false, "names": [["x", 11], ["y", 11], ["n", 13]], "objects": [
            {"id": 11, "type": "list", "slots": [["item", "[0]", 12]], "real": 2},
            {"id": 13, "type": "Node", "slots": [["attribute", "me", 13]], "real": 2},
            {"id": 12, "type": "int", "repr": "300", "slots": [], "real": 2}],
            "lost": [], "kept": [], "constants": [12], "handedOut": [], "output": "hello\\n"}
            """,
            """
            {"program": 0, "step": 2, "part": 0, "line": "", "shown": [], "frames": [], "isOfPrompt": false, "names": [["x", 11], ["y", 11]], "objects": [
            {"id": 11, "type": "list", "slots": [["item", "[0]", 12]], "real": 2},
            {"id": 13, "type": "Node", "slots": [["attribute", "me", 13]], "real": 1},
            {"id": 12, "type": "int", "repr": "300", "slots": [], "real": 2}],
            "lost": [13], "kept": [], "constants": [12], "handedOut": [], "output": ""}
            """,
            """
            {"program": 0, "end": true, "step": 2, "stopped": null,
            "raised": {"type": "ValueError", "message": "no", "line": 2}}
            """,
        ]
        var reports = [ProbeReport()]
        for line in data {
            do {
                try ProbeRun.add(Data(line.utf8), to: &reports)
            } catch {
                Issue.record(error, "a line of the report")
            }
        }
        report = reports[0]
    }

    func compare() -> ComparisonFindings { Comparison(timeline, report).run() }

    /// The object with this address in a state of the report.
    subscript(step: Int, address: Int) -> ProbeObject {
        get { report.states[step].objects.first { $0.id == address } ?? ProbeObject(id: 0, type: "") }
        set {
            if let index = report.states[step].objects.firstIndex(where: { $0.id == address }) {
                report.states[step].objects[index] = newValue
            }
        }
    }
}

@Suite struct ComparisonTests {
    /// What the disagreements are about, each as `step aspect object`.
    private func findings(_ change: (inout Case) -> Void) -> [String] {
        var story = Case()
        change(&story)
        return story.compare().disagreements.map { "\($0.step) \($0.aspect.rawValue) \($0.object)" }
    }

    @Test func agreesWithATrueReport() {
        let story = Case()
        #expect(story.report.states.count == 3)
        #expect(story.report.end?.raised?.type == "ValueError")
        #expect(story.compare() == ComparisonFindings())
    }

    @Test func findsNames() {
        #expect(findings { $0.report.states[2].names.append(ProbeName(name: "z", object: 12)) }.contains("2 name z"))
        #expect(findings { $0.report.states[1].names.remove(at: 1) }.contains("1 name y"))
    }

    @Test func findsOneObjectInPlaceOfTwo() {
        let found = findings { $0.report.states[1].names[2] = ProbeName(name: "n", object: 11) }
        #expect(found.contains("1 identity n"))
    }

    @Test func findsTwoObjectsInPlaceOfOne() {
        let found = findings { story in
            var other = story[1, 11]
            other.id = 14
            story.report.states[1].objects.append(other)
            story.report.states[1].names[1] = ProbeName(name: "y", object: 14)
        }
        #expect(found.contains("1 identity y"))
    }

    @Test func findsAnObjectThatWasReplaced() {
        let found = findings { story in
            for index in 0..<2 { story.report.states[2].names[index].object = 15 }
            story[2, 11].id = 15
        }
        #expect(found.contains("2 identity x"))
    }

    @Test func findsTypesAndValues() {
        #expect(findings { $0[1, 11].type = "tuple" }.first == "1 type x")
        #expect(findings { $0[1, 12].repr = "301" } == ["1 value x[0]"])
    }

    @Test func findsSlots() {
        #expect(findings { $0[1, 11].slots = [] }.contains("1 slots x"))
        #expect(findings { $0[1, 13].slots[0].key = "you" }.contains("1 slots n"))
        #expect(findings { $0[1, 13].slots[0].object = 12 }.contains("1 identity n.me"))
    }

    @Test func findsTheOrderOfSlots() {
        let swapped = findings { story in
            story.timeline.steps[0].state.objects[2].slots.append(
                Slot(key: "you", kind: .attribute, object: ObjectID(2)))
            story[1, 13].slots.insert(ProbeSlot(kind: "attribute", key: "you", object: 12), at: 0)
        }
        #expect(swapped.contains("1 slots n"))
    }

    @Test func findsCounts() {
        #expect(findings { $0[1, 12].real = 3 } == ["1 real count x[0]"])
        #expect(findings { $0.timeline.steps[0].state.objects[0].refcount = 3 } == ["1 taught count x"])
        #expect(findings { $0[1, 12].shared = "interned" } == ["1 real count x[0]"])
        #expect(findings { $0.timeline.steps[0].state.objects[0].realRefcount = nil } == ["1 real count x"])
    }

    @Test func findsSizesWhereItIsAskedTo() {
        var story = Case()
        story.timeline.steps[0].state.objects[1].size = 28
        story[1, 12].size = 24
        #expect(story.compare() == ComparisonFindings())
        let found = Comparison(story.timeline, story.report, comparesSizes: true).run().disagreements
        #expect(found.map(\.description) == ["step 1, x[0]: size: the model says 28 bytes, CPython says 24 bytes"])
    }

    @Test func findsWhatIsGoneInCPython() {
        let found = findings { story in
            story.report.states[2].lost = []
            story.report.states[2].objects.removeAll { $0.id == 13 }
        }
        #expect(found == ["2 liveness Node once n"])
    }

    @Test func findsWhatIsAliveInCPython() {
        let found = findings { $0.timeline.steps[1].state.objects.removeLast() }
        #expect(found == ["2 liveness Node o3"] || found == ["2 liveness object once n"])
    }

    @Test func findsWhatConstantsKeep() {
        let freed = findings { story in
            story.timeline.steps[1].state.frames[0].names = []
            story.timeline.steps[1].state.objects[0].state = .freed
            story.timeline.steps[1].state.objects[1].state = .freed
            story.report.states[2].names = []
            story.report.states[2].objects.removeAll { $0.id == 11 }
            story[2, 12].held = false
        }
        #expect(freed == ["2 liveness int once x[0]"])
    }

    @Test func findsOutput() {
        #expect(findings { $0.report.states[1].output = "hullo\n" } == ["1 output line 1 of the output"])
        #expect(findings { $0.report.states[2].output = "more\n" } == ["2 output line 1 of the output"])
    }

    @Test func findsExceptions() {
        #expect(findings { $0.report.end?.raised = nil } == ["2 exception "])
        #expect(findings { $0.report.end?.raised?.message = "yes" } == ["2 exception "])
        #expect(findings { $0.report.end?.raised?.type = "TypeError" } == ["2 exception "])
        #expect(findings { $0.report.end?.step = 1 } == ["1 exception "])
        #expect(findings { $0.timeline.steps[1].raised = nil } == ["2 exception "])
    }

    @Test func findsAProgramThatEndsEarly() {
        let found = findings { story in
            story.timeline.steps[1].raised = nil
            story.report.end?.raised = nil
            story.report.states.removeLast()
        }
        #expect(found == ["1 end "])
    }

    @Test func namesAddressesInsteadOfComparingThem() {
        var story = Case()
        story.timeline.steps[0].output = "<Node object at 0x7f0000001c40> 4096\n"
        story.report.states[1].output = "<Node object at 0x7fabcdef1230> 4096\n"
        var result = story.compare()
        #expect(result.disagreements == [])
        #expect(result.notCompared == ["step 1: addresses in the output"])

        story = Case()
        story.timeline.steps[0].state.objects[1].repr = "\(0x1000)"
        story[1, 12].repr = "11"
        result = story.compare()
        #expect(result.disagreements == [])
        #expect(result.notCompared == ["the value of x[0], which holds an address"])
    }

    @Test func comparesTheOrderOfSetsWhereItFollowsFromValues() {
        func items(_ order: [Int], _ modelTypes: String) -> ComparisonFindings {
            var story = Case()
            story.timeline.steps.removeLast()
            story.report.states.removeLast()
            story.report.end?.raised = nil
            story.timeline.steps[0].state.objects[0].type = "set"
            story.timeline.steps[0].state.objects[0].slots = [2, 4].map {
                Slot(key: "", kind: .item, object: ObjectID($0))
            }
            let repr = modelTypes == "int" ? "7" : nil
            story.timeline.steps[0].state.objects.append(
                HeapObject(id: ObjectID(4), type: modelTypes, repr: repr, refcount: 1, realRefcount: 1))
            story[1, 11].type = "set"
            story[1, 11].slots = order.map { ProbeSlot(kind: "item", key: "", object: $0) }
            story.report.states[1].objects.append(ProbeObject(id: 14, type: modelTypes, repr: repr, real: 1))
            return story.compare()
        }
        #expect(items([12, 14], "int") == ComparisonFindings())
        #expect(items([14, 12], "int").disagreements.map(\.aspect) == [.slots])
        #expect(items([14, 12], "object").disagreements == [])
        #expect(items([14, 12], "object").notCompared == ["the order of x, which follows from addresses"])
    }
}
