import Diagnostics
import Foundation
import Heapbook
import Testing

@Suite struct ReferenceReportTests {
    private let story = """
        class Base:
            pass
        class Node(Base):
            def __init__(self, next=None):
                self.next = next
        a = Node()
        b = Node(a)
        c = [a, (a, 7000), {"k": a, 7000: b}]
        m = b.__init__
        def outer():
            def inner():
                return outer, a
            return inner
        f = outer()
        a.next = b
        del a

        """

    /// What is listed adds up to the counts, for every name after every step.
    @Test func theReferencesAddUp() throws {
        let file = SourceFile(name: "case.py", text: story)
        let timeline = try #require(compileScenario(file, id: "case").timeline)
        #expect(timeline.steps.count == 10)
        var asked = 0
        for step in timeline.steps {
            for name in step.state.frames.flatMap(\.names) {
                let (found, diagnostics) = ReferenceReport.find(
                    in: file, id: "case", step: step.index, expression: name.name)
                #expect(diagnostics.isEmpty)
                let report = try #require(found)
                let object = try #require(step.state.objects.first { $0.id == name.object })
                #expect(report.taughtCount == object.refcount)
                #expect(report.realCount == object.realRefcount, "\(name.name) in step \(step.index)")
                #expect(report.taught.reduce(0) { $0 + $1.count } == report.taughtCount)
                if let real = report.realCount {
                    #expect(report.hidden.reduce(0) { $0 + $1.count } == real - report.taughtCount, "\(report)")
                }
                asked += 1
            }
        }
        #expect(asked > 40)
    }

    @Test func kindsAreNamed() throws {
        let file = SourceFile(name: "case.py", text: story)
        let report = try #require(ReferenceReport.find(in: file, id: "case", step: 5, expression: "Node").report)
        #expect(report.taught.map(\.text) == ["name Node"])
        #expect(report.hidden.contains { $0.text == "the class of an object (Node)" && $0.count == 2 })
    }
}
