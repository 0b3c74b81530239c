import Timelines

/// A step in words, made from the timeline alone; names and code stand between backquotes, as in Markdown.
public struct StepDescription: Equatable, Sendable {
    /// The scenario's and the step's title in one line, without backquotes.
    public let title: String
    /// What the step changed: each changed object once, none that did not change. One paragraph.
    public let change: String
    /// What there is afterwards: every name, then every object with its count and what holds it. One paragraph.
    public let state: String

    /// Change and state as plain text.
    public var spoken: String {
        (change + " " + state).filter { $0 != "`" }
    }
}

struct Narrator {
    let timeline: Timeline
    let cast: Cast
    let start: IndexedState

    func describe(_ scenes: [Scene]) -> [StepDescription] {
        scenes.map { scene in
            StepDescription(title: "\(timeline.scenario.title), \(scene.moment.place): \(scene.moment.record.title)", change: "", state: "")
        }
    }
}
