import Timelines

/// A step in words, made from the timeline alone; names and code stand between backquotes, as in Markdown.
public struct StepDescription: Equatable, Sendable {
    /// The scenario's title, the step's place and its title in one line, as plain text.
    public let title: String
    /// What the step changed: each changed object, none that did not change. Sentences in one paragraph.
    public let change: String
    /// What there is afterwards: every name, then every object with its count and what holds it. Sentences in one
    /// paragraph.
    public let state: String

    /// Change and state as plain text, for where nothing marks code.
    public var spoken: String {
        (change + " " + state).filter { $0 != "`" }
    }
}

/// Says in words what a picture shows, so that the story can be followed by ear.
///
/// 1. Names that are gone, new, or moved, frame by frame.
/// 2. New objects; then slots that refer to something else.
/// 3. Counts that went up or down, what is unreachable now, what was freed.
/// 4. What the collector found, what was printed, what was raised.
/// 5. The state afterwards.
struct Narrator {
    private let scenario: ScenarioInfo
    private let cast: Cast
    private let aliases: Aliases

    init(scenario: ScenarioInfo, cast: Cast, start: IndexedState, moments: [Moment]) {
        self.scenario = scenario
        self.cast = cast
        aliases = Aliases(start: start, moments: moments)
    }

    /// The description of one picture, given by its place among all.
    func describe(_ scene: Scene, at position: Int) -> StepDescription {
        let speaker = Speaker(scene: scene, cast: cast, aliases: aliases, position: position)
        let moment = scene.moment
        let title = "\(scenario.title), \(moment.place): \(moment.record.title)"
        return StepDescription(
            title: Words.clean(title), change: speaker.change().joined(separator: " "),
            state: speaker.state().joined(separator: " "))
    }
}

/// The last name by which each object was known before a moment, for when it has none any more.
struct Aliases {
    private var known: [[ObjectID: String]] = []
    private var labels: [ObjectID: String] = [:]

    init(start: IndexedState, moments: [Moment]) {
        var last: [ObjectID: String] = [:]
        func read(_ state: IndexedState) {
            for frame in state.frames.reversed() {
                for name in frame.names.reversed() { last[name.object] = name.name }
            }
        }
        read(start)
        for moment in moments {
            known.append(last)
            read(moment.after)
            for label in moment.record.labels { labels[label.object] = label.name }
        }
    }

    /// The name that an object had before the picture at this position.
    func past(_ id: ObjectID, before position: Int) -> String? { known[position][id] }

    /// The handle that the scenario gave it.
    func label(_ id: ObjectID) -> String? { labels[id] }
}

/// Words for lists and numbers.
enum Phrase {
    /// `a`, `a and b`, `a, b and c`.
    static func list(_ items: [String]) -> String {
        guard let last = items.last, items.count > 1 else { return items.first ?? "" }
        return items.dropLast().joined(separator: ", ") + " and " + last
    }

    /// `no references`, `1 reference`, `3 references`.
    static func references(_ count: Int) -> String {
        count == 0 ? "no references" : count == 1 ? "1 reference" : "\(count) references"
    }

    /// `once`, `twice`, `3 times`.
    static func times(_ count: Int) -> String {
        count == 1 ? "once" : count == 2 ? "twice" : "\(count) times"
    }

    static func code(_ text: String) -> String {
        "`" + Words.clean(text).filter { $0 != "`" } + "`"
    }

    /// The first letter made a capital, but not in code.
    static func sentence(_ text: String) -> String {
        (text.first.map { $0.uppercased() } ?? "") + text.dropFirst() + (text.hasSuffix(".") ? "" : ".")
    }
}
