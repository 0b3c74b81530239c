import Foundation
import Testing
import Timelines

@testable import Diagrams

@Suite struct DescriptionTests {
    private func changes(_ timeline: Timeline) throws -> [String] {
        try Drawing(timeline: timeline).pictures.map(\.description.change)
    }

    @Test func countingIsToldFromOneToZero() throws {
        let changes = try changes(Stories.counting)
        #expect(changes[1] == "The new name `y` refers to the int `300`. The int `300` goes up from 1 to 2 references.")
        #expect(changes[3] == "`x` is no longer a name. The int `300` falls from 4 to 3 references.")
        #expect(
            changes[4] == "`y` now refers to `None` and no longer to the int `300`. "
                + "The int `300` falls from 3 to 2 references.")
        #expect(
            changes[5] == "`z` is no longer a name. The int `300` falls from 2 to no references, but the code's "
                + "constants keep it alive. The list that was `z` has no reference left and is freed.")
    }

    @Test func theCycleIsToldWithTheNamesThatTheNodesHad() throws {
        let changes = try changes(Stories.cycle)
        #expect(
            changes[2] == "`right.next` now refers to the Node `left` and no longer to `None`. "
                + "The Node `left` goes up from 2 to 3 references.")
        #expect(changes[3].hasPrefix("`root`, `left` and `right` are no longer names."))
        #expect(
            changes[3].contains(
                "No name leads to the Node that was `left` any more, and yet it has 1 reference, from `next` of the "
                    + "Node that was `right`: it is unreachable."))
        #expect(changes[3].contains("The Node that was `root` has no reference left and is freed."))
        #expect(changes[4].contains("`gc.collect()` finds 2 unreachable objects and returns 2. The output is `2`."))
    }

    @Test func theStateNamesEveryHolder() throws {
        let pictures = try Drawing(timeline: Stories.counting).pictures
        #expect(
            pictures[2].description.state == "`x` and `y` refer to the int `300`; `z` refers to a list. "
                + "The int `300` has 4 references, from `x`, `y`, `z[0]` and `z[1]`. "
                + "The list `z` has 1 reference, from `z`; its `[0]` and `[1]` refer to the int `300`.")
        let hidden = try Drawing(timeline: Stories.hiddenHolders).pictures
        #expect(hidden[1].description.state.contains("from `port`, `node.port` and 3 that the picture leaves out"))
    }

    @Test func anErrorIsTold() throws {
        var timeline = Stories.counting
        timeline.steps[5].raised = RaisedException(type: "NameError", message: "name 'z' is not defined", line: 6)
        #expect(try changes(timeline)[5].hasSuffix("Line 6 raises `NameError`: name 'z' is not defined."))
    }

    /// Each changed object has its sentence, and no other has one.
    @Test(arguments: Stories.all + (1...12).map { RandomStory.timeline(seed: UInt64($0)) })
    func exactlyWhatChangedIsTold(_ timeline: Timeline) throws {
        for picture in try Drawing(timeline: timeline).pictures {
            let objects = try DrawnPicture(picture.svg).objects.values
            let text = picture.description.change
            func count(_ part: String) -> Int { text.components(separatedBy: part).count - 1 }
            let freed = objects.filter { $0.classes.contains("freed") }
            let changed = objects.filter { $0.classes.contains("changed") && !$0.classes.contains("freed") }
            let new = objects.filter { $0.classes.contains("new") && !$0.classes.contains("freed") }
            #expect(count(" goes up from ") + count(" falls from ") == changed.count, "\(text)")
            #expect(count(" is freed.") == freed.count, "\(text)")
            #expect(count(" is new, with ") == new.count, "\(text)")
            #expect(!text.isEmpty && text.hasSuffix(".") && !text.contains(".."))
        }
    }

    @Test func aStepThatChangesNothingSaysSo() throws {
        #expect(try changes(Stories.hiddenHolders)[1] == "Nothing changes in memory.")
    }
}

@Suite struct DOTTests {
    @Test(arguments: Stories.all) func textsAndReferencesOfThePictureAreInTheGraph(_ timeline: Timeline) throws {
        let drawing = try Drawing(timeline: timeline)
        for picture in drawing.pictures {
            let dot = try #require(drawing.dot(step: picture.step, part: picture.part))
            let drawn = try DrawnPicture(picture.svg)
            #expect(dot.hasPrefix("digraph ") && dot.hasSuffix("}\n"))
            for object in drawn.objects.values { #expect(dot.contains("  \(object.id) [label=<")) }
            let arrows = dot.split(separator: "\n").filter { $0.contains(" -> o") }
            #expect(arrows.count == drawn.references.count)
            #expect(dot.filter { $0 == "{" }.count >= 1 && !dot.contains("\u{0}"))
        }
    }

    @Test func thereIsNoGraphForAStepThatIsNotThere() throws {
        #expect(try Drawing(timeline: Stories.cycle).dot(step: 99) == nil)
    }
}
