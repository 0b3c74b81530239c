import Timelines

/// The measures of a picture of a race, in points.
enum RaceMeasure {
    static let margin = 20.0
    static let column = 66.0
    static let laneHeight = 62.0
    static let boxWidth = 58.0
    static let boxHeight = 40.0
    static let rowHeight = 46.0
    static let countHeight = 26.0
    static let sourceLine = 15.0
    static let gap = 18.0
    static let timeHeight = 22.0
    static let sentence = 18.0
    static let widestLabel = 230.0
    /// From the last moment to what a row ends with.
    static let end = 14.0
}

/// Where everything of a race stands.
struct RaceLayout {
    /// A row with a count: of an object, or of a process's copy of it.
    struct Row {
        let object: ObjectID
        let process: String?
        let y: Double
    }

    /// A lane's track: its middle.
    private(set) var lanes: [String: Double] = [:]
    private(set) var rows: [Row] = []
    private(set) var laneOrder: [RaceLane] = []
    /// Where the first moment begins.
    private(set) var left = 0.0
    private(set) var columns: Int
    private(set) var sentences = 0.0
    var width = 0.0
    var height = 0.0
    /// What each object is called.
    let names: [ObjectID: String]

    init(_ state: RaceState) {
        names = Self.names(state)
        columns = max(1, state.actions.map(\.time).max() ?? 0)
        laneOrder = state.lanes
        let labels = state.lanes.flatMap { lane in
            [TextFace.type.width(of: Self.title(lane))]
                + Self.sourceLines(lane).map {
                    TextFace.code.width(of: TextFace.code.shortened($0, to: RaceMeasure.widestLabel))
                }
        }
        let counts = state.objects.map { object in
            max(
                TextFace.code.width(of: Self.rowTitle(object, names)),
                RaceWords.note(object, state).map { TextFace.title.width(of: $0) } ?? 0) + 52
        }
        let label = (labels + counts).max() ?? 0
        left = RaceMeasure.margin + label.rounded(.up) + RaceMeasure.gap
        var y = RaceMeasure.margin + RaceMeasure.timeHeight
        for lane in state.lanes {
            let lines = Double(Self.sourceLines(lane).count)
            let room = max(RaceMeasure.laneHeight, 30 + lines * RaceMeasure.sourceLine)
            lanes[lane.name] = y + room / 2
            y += room
            for object in state.objects where object.process == lane.name { addRow(object, &y) }
            if lane.kind == .process { y += RaceMeasure.gap / 2 }
        }
        y += RaceMeasure.gap / 2
        for object in state.objects where object.process == nil { addRow(object, &y) }
        sentences = y + 6
        let ends = state.objects.map { TextFace.title.width(of: RaceWords.end($0)) }.max() ?? 0
        width = left + Double(columns) * RaceMeasure.column + RaceMeasure.end + ends + RaceMeasure.margin
        width = max(width, 420)
        let lines = RaceWords.sentences(state, names, width: width - 2 * RaceMeasure.margin)
        height = sentences + Double(lines.count) * RaceMeasure.sentence + RaceMeasure.margin - 4
    }

    private mutating func addRow(_ object: RaceObject, _ y: inout Double) {
        rows.append(Row(object: object.id, process: object.process, y: y + RaceMeasure.rowHeight / 2))
        y += RaceMeasure.rowHeight
    }

    /// The middle of a moment.
    func x(_ time: Int) -> Double { left + (Double(time) - 0.5) * RaceMeasure.column }

    /// The row of the count that a lane's action is about.
    func row(_ action: RaceAction) -> Row? {
        rows.first { $0.object == action.object && $0.process == action.lane }
            ?? rows.first { $0.object == action.object && $0.process == nil }
    }

    static func title(_ lane: RaceLane) -> String { "\(lane.kind.rawValue) \(lane.name)" }

    static func sourceLines(_ lane: RaceLane) -> [String] {
        let lines = lane.source.split(separator: "\n").map { Words.clean(String($0)) }
        return lines.count > 4 ? Array(lines.prefix(3)) + ["…"] : lines
    }

    static func rowTitle(_ object: RaceObject, _ names: [ObjectID: String]) -> String {
        "count of \(names[object.id] ?? object.type)"
    }

    /// An object is called by the first name that refers to it, or that an update was about.
    private static func names(_ state: RaceState) -> [ObjectID: String] {
        var names: [ObjectID: String] = [:]
        for object in state.objects {
            let bound = state.names.first { $0.object == object.id }?.name
            names[object.id] = bound ?? object.repr ?? "\(object.type) \(object.id)"
        }
        return names
    }
}
