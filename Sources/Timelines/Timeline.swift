// Timelines: the contract between what runs a scenario and what shows it.
//
// In:  nothing; these are plain values. `ScenarioCompiler` makes them, `Diagrams` and every later stage read them.
// Out: the same values as JSON (`heapbook trace`), with the field names and meanings of schema 1.
//
// A timeline holds the state of memory before the first step and after every step, and the events in between. Every
// picture, page, description and check is a function of it and of nothing else.

/// What executing one scenario yields: memory before the first step, after every step, and what happened in between.
public struct Timeline: Codable, Equatable, Sendable {
    /// The version of the field names and meanings. More fields may be added without a new number.
    public static let schemaVersion = 1

    /// Always ``schemaVersion`` in what this build writes.
    public var schema: Int
    /// What the scenario says about itself.
    public var scenario: ScenarioInfo
    /// Memory after `setup` and before step 1.
    public var start: MemoryState
    /// The steps in order, `index` from 1.
    public var steps: [Step]

    /// Makes a timeline of the current schema.
    public init(scenario: ScenarioInfo, start: MemoryState, steps: [Step]) {
        self.schema = Timeline.schemaVersion
        self.scenario = scenario
        self.start = start
        self.steps = steps
    }
}

/// What a scenario says about itself in its header.
public struct ScenarioInfo: Codable, Equatable, Sendable {
    /// The file's name without its extension; `stdin` for standard input.
    public var id: String
    /// The title given, or the identifier where there is none.
    public var title: String
    /// The runtime's full name, such as `cpython 3.11`.
    public var runtime: String
    /// One sentence about the scenario; empty where there is none.
    public var summary: String
    /// The header's tags in the order written.
    public var tags: [String]
    /// The Python statements that run before the first step; empty where there are none.
    public var setup: String

    /// Makes the description of a scenario.
    public init(
        id: String, title: String, runtime: String, summary: String = "", tags: [String] = [], setup: String = ""
    ) {
        self.id = id
        self.title = title
        self.runtime = runtime
        self.summary = summary
        self.tags = tags
        self.setup = setup
    }

    /// Reads the description; `setup` may be missing.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            id: try values.decode(String.self, forKey: .id),
            title: try values.decode(String.self, forKey: .title),
            runtime: try values.decode(String.self, forKey: .runtime),
            summary: try values.decode(String.self, forKey: .summary),
            tags: try values.decode([String].self, forKey: .tags),
            setup: try values.decodeIfPresent(String.self, forKey: .setup) ?? "")
    }
}

/// The frames and objects at one moment.
public struct MemoryState: Codable, Equatable, Sendable {
    /// Frames, innermost last.
    public var frames: [Frame]
    /// Objects that belong to the story, in the order of their allocation.
    public var objects: [HeapObject]
    /// C's memory; nil where the runtime is another.
    public var cells: CellMemory?
    /// What threads or processes have done so far; nil outside a race.
    public var race: RaceState?
    /// What the collector has counted, the youngest generation first: containers allocated less containers freed since
    /// its last collection; then for each older one, how many collections the next younger one has had since its own.
    /// Nil where the model has no account of that.
    public var pending: [Int]?

    /// Makes a state.
    public init(
        frames: [Frame] = [], objects: [HeapObject] = [], cells: CellMemory? = nil, race: RaceState? = nil,
        pending: [Int]? = nil
    ) {
        self.frames = frames
        self.objects = objects
        self.cells = cells
        self.race = race
        self.pending = pending
    }
}

/// One step of a scenario, or one part of a step: the state after it and what happened during it.
public struct Step: Equatable, Sendable {
    /// From 1; within `parts` from 1 again.
    public var index: Int
    /// The step's title; in a plain file the statement itself.
    public var title: String
    /// The first and the last line of the step's statements in the file, from 1. Both 0 where it has no statement.
    public var lines: ClosedRange<Int>
    /// The included file that the lines are in; nil where it is the scenario's own.
    public var file: String?
    /// The step's Python statements as written, directives left out, without the block's indentation.
    public var source: String
    /// The narration in Markdown; empty where there is none.
    public var note: String
    /// Memory after the step.
    public var state: MemoryState
    /// What happened, in execution order.
    public var events: [Event]
    /// States inside the step, of the same form.
    public var parts: [Step]
    /// One entry for each run of the collector within the step.
    public var collections: [Collection]
    /// What the step printed.
    public var output: String
    /// The exception that ended the step, if one did.
    public var raised: RaisedException?
    /// Objects to draw with emphasis.
    public var focus: [ObjectID]
    /// Objects to leave out of the picture.
    public var hidden: [ObjectID]
    /// Handles to objects that outlive their names, set by `label` up to and in this step.
    public var labels: [Label]
    /// The phase of a collection after which this part shows memory; nil where it is no such part.
    public var phase: Collection.Phase?

    /// Makes a step; everything but its place, title and state may be left out.
    public init(
        index: Int, title: String, lines: ClosedRange<Int> = 0...0, source: String = "", note: String = "",
        state: MemoryState = MemoryState(), events: [Event] = [], parts: [Step] = [], collections: [Collection] = [],
        output: String = "", raised: RaisedException? = nil, focus: [ObjectID] = [], hidden: [ObjectID] = [],
        labels: [Label] = []
    ) {
        self.index = index
        self.title = title
        self.lines = lines
        self.source = source
        self.note = note
        self.state = state
        self.events = events
        self.parts = parts
        self.collections = collections
        self.output = output
        self.raised = raised
        self.focus = focus
        self.hidden = hidden
        self.labels = labels
    }
}

/// A handle that a scenario gave to an object with `label EXPR as NAME`.
public struct Label: Codable, Equatable, Sendable {
    /// The handle's name.
    public var name: String
    /// The object it stands for, alive or freed.
    public var object: ObjectID

    /// Makes a label.
    public init(name: String, object: ObjectID) {
        self.name = name
        self.object = object
    }
}

/// An exception that ended a step.
public struct RaisedException: Codable, Equatable, Sendable {
    /// The exception's class, such as `AttributeError`.
    public var type: String
    /// What `str()` of it gives.
    public var message: String
    /// The line of the file that raised it, from 1.
    public var line: Int

    /// Makes the record of an exception.
    public init(type: String, message: String, line: Int) {
        self.type = type
        self.message = message
        self.line = line
    }
}

extension Step: Codable {
    private enum CodingKeys: String, CodingKey {
        case index, title, lines, source, note, frames, objects, events, parts, collections, output, raised, focus
        case hidden, labels, file, phase, pending, cells, race
    }

    /// Reads a step; `labels`, `file`, `phase`, `pending`, `cells` and `race` may be missing, every fixed field must be
    /// there.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        let bounds = try values.decode([Int].self, forKey: .lines)
        guard bounds.count == 2, bounds[0] <= bounds[1] else {
            throw DecodingError.dataCorruptedError(
                forKey: .lines, in: values, debugDescription: "lines must be [first, last]")
        }
        self.init(
            index: try values.decode(Int.self, forKey: .index),
            title: try values.decode(String.self, forKey: .title),
            lines: bounds[0]...bounds[1],
            source: try values.decode(String.self, forKey: .source),
            note: try values.decode(String.self, forKey: .note),
            state: MemoryState(
                frames: try values.decode([Frame].self, forKey: .frames),
                objects: try values.decode([HeapObject].self, forKey: .objects),
                cells: try values.decodeIfPresent(CellMemory.self, forKey: .cells),
                race: try values.decodeIfPresent(RaceState.self, forKey: .race),
                pending: try values.decodeIfPresent([Int].self, forKey: .pending)),
            events: try values.decode([Event].self, forKey: .events),
            parts: try values.decode([Step].self, forKey: .parts),
            collections: try values.decode([Collection].self, forKey: .collections),
            output: try values.decode(String.self, forKey: .output),
            raised: try values.decode(RaisedException?.self, forKey: .raised),
            focus: try values.decode([ObjectID].self, forKey: .focus),
            hidden: try values.decode([ObjectID].self, forKey: .hidden),
            labels: try values.decodeIfPresent([Label].self, forKey: .labels) ?? [])
        file = try values.decodeIfPresent(String.self, forKey: .file)
        phase = try values.decodeIfPresent(Collection.Phase.self, forKey: .phase)
    }

    /// Writes every field, `raised` as null where nothing was raised.
    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(index, forKey: .index)
        try values.encode(title, forKey: .title)
        try values.encode([lines.lowerBound, lines.upperBound], forKey: .lines)
        try values.encode(source, forKey: .source)
        try values.encode(note, forKey: .note)
        try values.encode(state.frames, forKey: .frames)
        try values.encode(state.objects, forKey: .objects)
        try values.encodeIfPresent(state.pending, forKey: .pending)
        try values.encode(events, forKey: .events)
        try values.encode(parts, forKey: .parts)
        try values.encode(collections, forKey: .collections)
        try values.encode(output, forKey: .output)
        try values.encode(raised, forKey: .raised)
        try values.encode(focus, forKey: .focus)
        try values.encode(hidden, forKey: .hidden)
        try values.encode(labels, forKey: .labels)
        try values.encodeIfPresent(file, forKey: .file)
        try values.encodeIfPresent(phase, forKey: .phase)
        try values.encodeIfPresent(state.cells, forKey: .cells)
        try values.encodeIfPresent(state.race, forKey: .race)
    }
}
