import Testing
import Timelines

@Suite struct TimelineJSONTests {
    private let timeline = Timeline(
        scenario: ScenarioInfo(id: "t", title: "T", runtime: "cpython 3.11"),
        start: MemoryState(),
        steps: [
            Step(
                index: 1, title: "x = 300", lines: 1...1, source: "x = 300",
                state: MemoryState(
                    frames: [
                        Frame(
                            id: FrameID(1), kind: .module, name: "<module>",
                            names: [Name(name: "x", object: ObjectID(1))])
                    ],
                    objects: [HeapObject(id: ObjectID(1), type: "int", repr: "300", refcount: 1)]),
                events: [Event(kind: .weakrefCleared, object: ObjectID(1), line: 1)])
        ])

    @Test func roundTrips() throws {
        #expect(try Timeline(json: timeline.json()) == timeline)
        #expect(try Timeline(json: timeline.json(pretty: false)) == timeline)
    }

    @Test func writesNullForWhatDoesNotApply() throws {
        let text = String(decoding: try timeline.json(pretty: false), as: UTF8.self)
        #expect(text.contains(#""raised":null"#))
        #expect(text.contains(#""real_refcount":null"#))
        #expect(text.contains(#""kind":"weakref_cleared""#))
        #expect(text.contains(#""lines":[1,1]"#))
        #expect(text.contains(#""id":"o1""#))
    }

    @Test func refusesAnIdentityOfTheWrongForm() throws {
        let text = String(decoding: try timeline.json(), as: UTF8.self).replacing("\"o1\"", with: "\"x1\"")
        #expect(throws: DecodingError.self) { try Timeline(json: Array(text.utf8)) }
    }
}
