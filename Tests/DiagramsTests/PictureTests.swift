import Foundation
import Graphviz
import Testing
import Timelines

@testable import Diagrams

/// What has to hold for every picture of every timeline.
@Suite struct PictureTests {
    /// The hand-built stories and random heaps.
    static let timelines = Stories.all + (1...12).map { RandomStory.timeline(seed: UInt64($0)) }

    @Test(arguments: timelines) func boxesNeverMoveAndPicturesShareOneViewBox(_ timeline: Timeline) throws {
        var boxes: [String: Rectangle] = [:]
        let pictures = try Drawing(timeline: timeline).pictures
        let drawn = try pictures.map { try DrawnPicture($0.svg) }
        #expect(Set(drawn.map { $0.root["viewBox"] }).count == 1)
        for object in drawn.flatMap(\.objects.values) {
            let box = try #require(object.box)
            #expect(boxes[object.id] == nil || boxes[object.id] == box, "\(object.id)")
            boxes[object.id] = box
        }
    }

    @Test(arguments: timelines) func badgesEqualArrows(_ timeline: Timeline) throws {
        for picture in try Drawing(timeline: timeline).pictures {
            let drawn = try DrawnPicture(picture.svg)
            #expect(!drawn.objects.isEmpty || !drawn.panels.isEmpty)
            for object in drawn.objects.values {
                let number = try #require(object.badge.split(separator: " ").dropLast().last.flatMap { Int($0) })
                #expect(number == object.refcount)
                #expect(number == drawn.arrows(to: object.id), "\(timeline.scenario.id) \(picture.step) \(object.id)")
                #expect(object.badge.hasSuffix(number == 1 ? " ref" : " refs"))
            }
        }
    }

    @Test(arguments: timelines) func textsFitTheirBoxes(_ timeline: Timeline) throws {
        let faces: [String: TextFace] = [
            "type": .type, "badge": .badge, "count": .badge, "mark": .mark, "mark note": .note, "title": .title,
            "key": .code, "value": .code, "remark": .title, "whole": .value, "label": .name, "label text": .name,
        ]
        for picture in try Drawing(timeline: timeline).pictures {
            let drawn = try DrawnPicture(picture.svg)
            for text in drawn.texts {
                let face = try #require(faces[text.style], "\(text.style)")
                let width = face.width(of: text.text)
                let box = try #require(text.box)
                let left =
                    switch text.style {
                    case "badge", "count": text.x - width / 2
                    case "value", "remark", "label", "label text": text.x - width
                    default: text.x
                    }
                #expect(left >= box.x + 3 && left + width <= box.right - 3, "\(text.text) in \(timeline.scenario.id)")
                #expect(text.y - face.size * 0.73 > box.y && text.y + face.size * 0.2 < box.bottom, "\(text.text)")
                #expect((text.length == nil) == face.knows(text.text))
            }
        }
    }

    @Test(arguments: timelines) func aRowsKeyDoesNotTouchItsValue(_ timeline: Timeline) throws {
        for picture in try Drawing(timeline: timeline).pictures {
            let texts = try DrawnPicture(picture.svg).texts
            for (key, value) in zip(texts, texts.dropFirst())
            where key.style == "key" && key.y - value.y < 1 && ["value", "remark"].contains(value.style) {
                let face: TextFace = value.style == "value" ? .code : .title
                let gap = value.x - face.width(of: value.text) - key.x - TextFace.code.width(of: key.text)
                #expect(gap > 8, "\(key.text) \(value.text)")
            }
        }
    }

    @Test(arguments: timelines) func theSameTimelineGivesTheSameBytes(_ timeline: Timeline) throws {
        let first = try Drawing(timeline: timeline)
        let second = try Drawing(timeline: timeline)
        #expect(first.pictures == second.pictures)
        for picture in first.pictures {
            #expect(
                first.dot(step: picture.step, part: picture.part) == second.dot(step: picture.step, part: picture.part))
        }
    }

    @Test func identifiersAreUniqueOnAPageOfManyPictures() throws {
        var identifiers: [String] = []
        for (index, timeline) in (Stories.all + Stories.all).enumerated() {
            let options = DrawingOptions(style: .page(salt: "fig\(index)"))
            for picture in try Drawing(timeline: timeline, options: options).pictures {
                let drawn = try DrawnPicture(picture.svg)
                identifiers += drawn.identifiers
                let labels = try #require(drawn.root["aria-labelledby"]).split(separator: " ").map(String.init)
                #expect(labels == drawn.identifiers)
            }
        }
        #expect(Set(identifiers).count == identifiers.count)
        #expect(
            identifiers.allSatisfy {
                $0.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) }
            })
    }

    @Test(arguments: Stories.all) func nothingActiveOrForeignIsInAPicture(_ timeline: Timeline) throws {
        for style in [PictureStyle.standalone(.dark), .page(salt: "a")] {
            for picture in try Drawing(timeline: timeline, options: DrawingOptions(style: style)).pictures {
                let drawn = try DrawnPicture(picture.svg)
                let allowed: Set = ["svg", "title", "desc", "style", "g", "rect", "circle", "path", "text"]
                #expect(drawn.elements.subtracting(allowed).isEmpty)
                #expect(!picture.svg.contains("var("))
                #expect(picture.svg.contains("<style>") == (style == .standalone(.dark)))
                #expect(!picture.svg.contains("href") && !picture.svg.contains("url("))
            }
        }
    }

    @Test(arguments: Stories.all) func everyPictureIsNamedAndDescribed(_ timeline: Timeline) throws {
        let pictures = try Drawing(timeline: timeline).pictures
        #expect(pictures.count == timeline.steps.map { $0.parts.count + 1 }.reduce(0, +))
        for picture in pictures {
            let drawn = try DrawnPicture(picture.svg)
            #expect(drawn.root["data-scenario"] == Words.clean(timeline.scenario.id))
            #expect(drawn.root["data-step"] == "\(picture.step)")
            #expect(drawn.root["data-part"] == picture.part.map { "\($0)" })
            #expect(drawn.root["role"] == "img")
            #expect(drawn.title == picture.description.title && !drawn.title.isEmpty)
            #expect(drawn.desc == Words.clean(picture.description.spoken) && !drawn.desc.contains("`"))
        }
    }

    @Test func whatXMLCannotHoldIsReplaced() throws {
        let picture = try #require(try Drawing(timeline: Stories.strangeTexts).pictures.first)
        let drawn = try DrawnPicture(picture.svg)
        #expect(drawn.root["data-scenario"] == "strange <&> \"quoted\"")
        #expect(drawn.texts.contains { $0.text.contains("<script>") })
        #expect(drawn.texts.contains { $0.text.contains("\u{FFFD}") })
        for scalar in picture.svg.unicodeScalars where scalar != "\n" {
            #expect(scalar.value >= 0x20 && scalar.value & 0xFFFE != 0xFFFE && !(0x7F...0x9F).contains(scalar.value))
        }
    }
}

@Suite struct ContentTests {
    private func pictures(_ timeline: Timeline, _ options: DrawingOptions = DrawingOptions()) throws -> [DrawnPicture] {
        try Drawing(timeline: timeline, options: options).pictures.map { try DrawnPicture($0.svg) }
    }

    @Test func countingShowsOneTwoFourThreeTwo() throws {
        let badges = try pictures(Stories.counting).map { $0.objects["o1"]?.badge }
        #expect(badges == ["1 ref", "1 → 2 refs", "2 → 4 refs", "4 → 3 refs", "3 → 2 refs", "2 → 0 refs"])
    }

    @Test func aCountOfZeroThatLivesSaysWhatKeepsIt() throws {
        let last = try #require(try pictures(Stories.counting).last?.objects["o1"])
        #expect(last.texts.contains("kept by the code's constants"))
        #expect(!last.classes.contains("freed"))
    }

    @Test func theCycleIsUnreachableThenFreedThenGone() throws {
        let drawn = try pictures(Stories.cycle)
        let nodes = drawn.map { $0.objects.values.sorted { $0.id < $1.id } }
        #expect(nodes[2].map(\.badge) == ["1 ref", "2 → 3 refs", "2 refs"])
        #expect(nodes[2].map { $0.classes.contains("focus") } == [false, true, true])
        #expect(nodes[3].map { $0.classes.contains("freed") } == [true, false, false])
        #expect(nodes[3].map { $0.classes.contains("unreachable") } == [false, true, true])
        #expect(nodes[3].map { $0.texts.last } == ["freed", "unreachable", "unreachable"])
        #expect(nodes[4].map { $0.classes.contains("freed") } == [true, true])
        #expect(drawn[4].references.isEmpty)
    }

    @Test func modulesAndTheClassesAndFunctionsOfSetupStayOut() throws {
        let names = try pictures(Stories.cycle).flatMap(\.names)
        #expect(Set(names) == ["root", "left", "right"])
        #expect(try pictures(Stories.cycle).allSatisfy { $0.objects.count <= 3 })
        let framed = try pictures(Stories.frames)
        #expect(!framed.contains { $0.names.contains("print_word") })
        #expect(framed.contains { $0.names.contains("shout") }, "what a step defines is drawn")
    }

    @Test func focusBringsAClassIntoThePicture() throws {
        var timeline = Stories.cycle
        timeline.steps[1].focus = [ObjectID(1)]
        let drawn = try pictures(timeline)
        #expect(drawn.allSatisfy { $0.names.contains("Node") && $0.objects["o1"] != nil })
    }

    @Test func hiddenHoldersBecomeAStub() throws {
        let drawn = try pictures(Stories.hiddenHolders)
        let stubs = drawn.map { $0.references.filter { $0.classes.contains("stub") }.map(\.count) }
        #expect(stubs == [[1], [3], [4]])
        #expect(drawn[1].names == ["port", "node"])
    }

    @Test func weakReferencesAreDashedAndDoNotCount() throws {
        let drawn = try pictures(Stories.weak)
        #expect(drawn[0].references.filter { $0.classes.contains("weak") }.count == 1)
        #expect(drawn[0].objects["o1"]?.badge == "1 ref")
        #expect(drawn[1].references.filter { $0.classes.contains("weak") }.isEmpty)
    }

    @Test func whatOneSlotHoldsIsWrittenThere() throws {
        let drawn = try pictures(Stories.tree)
        #expect(drawn[0].objects.count == 7)
        #expect(drawn[0].objects.values.contains { $0.texts.contains("25") })
        let all = try pictures(Stories.tree, DrawingOptions(cards: .all))
        #expect(all[0].objects.count == 14)
        #expect(all[0].texts.filter { $0.text == "None" && $0.style == "value" }.count == 8)
    }

    @Test func anEmptyListThatGrowsKeepsItsForm() throws {
        var story = Story("grows")
        let node = story.node("n")
        let items = story.list([])
        story.set(node, "items", items)
        story.bind("node", node)
        story.step("empty")
        story.append(story.int(5), to: items)
        story.step("one item")
        #expect(try pictures(story.timeline).allSatisfy { $0.objects[items.description] != nil })
    }

    @Test func aLongListSaysHowManyMore() throws {
        let drawn = try pictures(Stories.longList)
        let list = try #require(drawn[1].objects.values.first { $0.texts.contains("[0]") })
        #expect(list.texts.contains("19 more") && list.texts.contains("[10]") && !list.texts.contains("[11]"))
        #expect(drawn[1].references.filter { $0.classes.contains("stub") }.map(\.count) == [2])
        let short = try pictures(Stories.longList, DrawingOptions(rowLimit: 5))
        #expect(short[1].objects.values.contains { $0.texts.contains("26 more") })
    }

    @Test func referencesMadeInAStepAreMarked() throws {
        let drawn = try pictures(Stories.rebinding)
        let made = drawn.map { $0.references.filter { $0.classes.contains("new") }.map(\.key) }
        #expect(made == [["a", "b"], ["a"], ["b"], []])
        #expect(drawn[1].references.first { $0.key == "a" }?.classes.contains("rebound") == true)
    }

    @Test func keysOfADictAreToldApartByWhatTheyReferTo() throws {
        var story = Story("keys")
        let dict = story.make("dict")
        let keys = [story.list([story.int(1)]), story.list([story.int(2)])]
        for (index, key) in keys.enumerated() {
            story.add(dict, Slot(key: "", kind: .key, object: key))
            story.add(dict, Slot(key: "?", kind: .value, object: story.int(10 + index)))
        }
        story.bind("d", dict)
        story.step("two keys without a value of their own")
        story.bind("other", story.int(3))
        story.step("nothing happens to the dict")
        let drawn = try pictures(story.timeline)
        #expect(drawn[0].references.filter { $0.from == dict.description }.count == 2)
        #expect(drawn[1].references.filter { $0.classes.contains("new") }.map(\.key) == ["other"])
    }

    @Test func partsArePicturesBeforeTheirStep() throws {
        let drawing = try Drawing(timeline: Stories.parts)
        #expect(drawing.pictures.map { [$0.step, $0.part ?? 0] } == [[1, 0], [2, 1], [2, 2], [2, 3], [2, 0]])
        let drawn = try drawing.pictures.map { try DrawnPicture($0.svg) }
        #expect(drawn.map { $0.panels.count } == [1, 2, 3, 2, 1])
        let item = drawn.map { $0.objects.values.first { $0.texts.contains("1000") }?.badge }
        #expect(item == [nil, "1 ref", "1 → 3 refs", "3 → 2 refs", "1 ref"])
        #expect(drawing.picture(step: 2, part: 2) == drawing.pictures[2])
        #expect(drawing.picture(step: 9) == nil)
    }

    @Test func aTimelineWithNothingInItIsAPicture() throws {
        var story = Story()
        story.step("pass")
        let drawn = try pictures(story.timeline)
        #expect(drawn.count == 1 && drawn[0].panels.count == 1)
        let bare = Timeline(
            scenario: ScenarioInfo(id: "bare", title: "bare", runtime: "c"), start: MemoryState(),
            steps: [Step(index: 1, title: "none")])
        #expect(try pictures(bare).count == 1)
    }
}

@Suite struct RefusalTests {
    @Test func tooManyBoxesAreRefusedAtOnce() throws {
        var story = Story("large")
        for index in 0...DrawingError.boxLimit { story.bind("v\(index)", story.list([])) }
        story.step("many")
        let timeline = story.timeline
        let clock = ContinuousClock()
        let duration = clock.measure {
            #expect(throws: DrawingError.tooLarge(boxes: 402, references: 401)) { try Drawing(timeline: timeline) }
        }
        #expect(duration < .seconds(5))
        #expect(DrawingError.tooLarge(boxes: 402, references: 401).description.contains("hide"))
    }

    @Test func aTimelineThatContradictsItselfIsRefused() throws {
        var low = Stories.counting
        low.steps[2].state.objects[0].refcount = 1
        #expect(throws: DrawingError.self) { try Drawing(timeline: low) }
        var missing = Stories.counting
        missing.steps[1].state.objects.removeAll()
        #expect {
            try Drawing(timeline: missing)
        } throws: {
            "\($0)".contains("step 2") && "\($0)".contains("x") && "\($0)".contains("o1")
        }
        var twice = Stories.counting
        twice.steps[0].state.objects += twice.steps[0].state.objects
        #expect(throws: DrawingError.self) { try Drawing(timeline: twice) }
    }
}
