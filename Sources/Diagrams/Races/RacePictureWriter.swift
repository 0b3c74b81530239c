import Timelines

/// Writes the picture of one state of a race.
struct RacePictureWriter {
    private let layout: RaceLayout
    private let state: RaceState
    /// Whether it is the step and not a part of it.
    private let isWhole: Bool
    private var svg = SVGText()

    init(_ layout: RaceLayout, _ state: RaceState, isWhole: Bool) {
        self.layout = layout
        self.state = state
        self.isWhole = isWhole
    }

    private var right: Double { layout.left + Double(layout.columns) * RaceMeasure.column }
    /// The moment that the picture is about.
    private var now: Int? { isWhole ? nil : state.actions.last?.time }

    mutating func write(
        _ scenario: ScenarioInfo, step: Int, part: Int?, _ style: PictureStyle, _ description: StepDescription
    ) -> String {
        svg.openPicture(
            scenario, step: step, part: part, style: style, description: description, width: layout.width,
            height: layout.height)
        drawTime()
        for lane in layout.laneOrder { draw(lane) }
        for action in state.actions { drawLink(action) }
        for row in layout.rows { draw(row) }
        for action in state.actions { draw(action) }
        if isWhole { drawSentences() }
        svg.put("</svg>\n")
        return svg.text
    }

    // MARK: - Time and lanes

    private mutating func drawTime() {
        let y = RaceMeasure.margin + 10
        svg.line("title", RaceWords.lock(state), .title, x: RaceMeasure.margin, y: y)
        svg.line("title", "time →", .title, x: layout.left, y: y)
        if let now {
            svg.rectangle(
                "now", x: layout.x(now) - RaceMeasure.column / 2, y: RaceMeasure.margin + RaceMeasure.timeHeight - 4,
                width: RaceMeasure.column, height: layout.sentences - RaceMeasure.margin - RaceMeasure.timeHeight,
                radius: 8)
        }
        svg.put("\n")
    }

    private mutating func draw(_ lane: RaceLane) {
        guard let middle = layout.lanes[lane.name] else { return }
        svg.put("<g class=\"lane\"")
        svg.put("data-lane", lane.name)
        svg.put(">")
        let lines = RaceLayout.sourceLines(lane)
        var y = middle - Double(lines.count) * RaceMeasure.sourceLine / 2 + 3
        svg.line("type", RaceLayout.title(lane), .type, x: RaceMeasure.margin, y: y)
        for line in lines {
            y += RaceMeasure.sourceLine
            let text = TextFace.code.shortened(line, to: RaceMeasure.widestLabel)
            svg.line("key", text, .code, x: RaceMeasure.margin, y: y)
        }
        svg.path("track", "M\(SVGText.number(layout.left)) \(SVGText.number(middle))H\(SVGText.number(right))")
        for (first, last) in stretches(lane.name) where state.lock != .none {
            let x = layout.x(first) - RaceMeasure.column / 2 + 1
            svg.rectangle(
                "held", x: x, y: middle - RaceMeasure.boxHeight / 2 - 6,
                width: layout.x(last) + RaceMeasure.column / 2 - 1 - x, height: RaceMeasure.boxHeight + 12, radius: 10)
        }
        svg.put("</g>\n")
    }

    /// The moments from the first to the last in which a lane goes on without another between.
    private func stretches(_ lane: String) -> [(Int, Int)] {
        var found: [(Int, Int)] = []
        for action in state.actions where action.lane == lane {
            if let last = found.last, last.1 + 1 == action.time {
                found[found.count - 1].1 = action.time
            } else {
                found.append((action.time, action.time))
            }
        }
        return found
    }

    // MARK: - Actions

    private mutating func draw(_ action: RaceAction) {
        guard let middle = layout.lanes[action.lane] else { return }
        let x = layout.x(action.time)
        var states = action.hazard != nil || action.overwrites > 0 ? " wrong" : ""
        if action.time == now { states += " focus" }
        if action.kind == .store || action.kind == .atomicAdd || action.kind == .atomicSubtract { states += " stores" }
        svg.put("<g class=\"action\(states)\"")
        svg.put("data-lane", action.lane)
        svg.put("data-action", action.kind.rawValue)
        svg.put("data-time", "\(action.time)")
        svg.put(">")
        svg.rectangle(
            "box", x: x - RaceMeasure.boxWidth / 2, y: middle - RaceMeasure.boxHeight / 2, width: RaceMeasure.boxWidth,
            height: RaceMeasure.boxHeight, radius: 7)
        svg.line("verb", RaceWords.verb(action.kind), .note, x: x, y: middle - 5)
        svg.line("number", RaceWords.value(action), .value, x: x, y: middle + 13)
        svg.put("</g>\n")
    }

    /// A thin line between an action and the count that it reads or writes.
    private mutating func drawLink(_ action: RaceAction) {
        guard action.kind != .add, action.kind != .subtract, let lane = layout.lanes[action.lane],
            let row = layout.row(action)
        else { return }
        let n = SVGText.number
        let x = layout.x(action.time)
        let isLoad = action.kind == .load
        let top = lane + RaceMeasure.boxHeight / 2 + (isLoad ? 6 : 1)
        let bottom = row.y - RaceMeasure.countHeight / 2 - (isLoad ? 0 : 6)
        svg.put("<g class=\"reference link\">")
        svg.path("line", "M\(n(x)) \(n(top))V\(n(bottom))")
        let tip = isLoad ? top - 5 : bottom + 5
        let base = isLoad ? top + 2 : bottom - 2
        svg.path("head", "M\(n(x)) \(n(tip))L\(n(x - 3.5)) \(n(base))L\(n(x + 3.5)) \(n(base))Z")
        svg.put("</g>\n")
    }

    // MARK: - Counts

    private mutating func draw(_ row: RaceLayout.Row) {
        guard let object = state.objects.first(where: { $0.id == row.object && $0.process == row.process }) else {
            return
        }
        svg.put("<g class=\"count-row\"")
        svg.put("data-object", "\(row.object)")
        if let process = row.process { svg.put("data-process", process) }
        svg.put(">")
        svg.line(
            "key", RaceLayout.rowTitle(object, layout.names), .code, x: RaceMeasure.margin,
            y: row.y + (RaceWords.note(object, state) == nil ? 4.3 : -1))
        if let note = RaceWords.note(object, state) {
            svg.line("remark left", note, .title, x: RaceMeasure.margin, y: row.y + 13)
        }
        svg.path("track", "M\(SVGText.number(layout.left - 26)) \(SVGText.number(row.y))H\(SVGText.number(right))")
        drawCount(object.initialCount.map { "\($0)" } ?? "?", x: layout.left - 30, row.y, "")
        for action in state.actions where layout.row(action)?.y == row.y {
            switch action.kind {
            case .add, .subtract: break
            case .load: svg.circle("seen", x: layout.x(action.time), y: row.y, radius: 3)
            case .store, .atomicAdd, .atomicSubtract:
                let states = action.hazard != nil || action.overwrites > 0 ? " wrong" : action.time == now ? " new" : ""
                drawCount(stored(action), x: layout.x(action.time), row.y, states)
            }
        }
        let isDone = state.actions.count == state.actionCount
        if isDone {
            let style = RaceWords.isWrong(object) ? "remark left wrong" : "remark left"
            svg.line(style, RaceWords.end(object), .title, x: right + RaceMeasure.end, y: row.y + 4)
        }
        svg.put("</g>\n")
    }

    /// What is in memory after an action: of a biased count the part that it changed.
    private func stored(_ action: RaceAction) -> String {
        if action.frees { return "freed" }
        let value = RaceWords.value(action)
        guard state.counting == .biased else { return value }
        return action.kind == .store ? "own \(value)" : "others \(value)"
    }

    private mutating func drawCount(_ text: String, x: Double, _ y: Double, _ states: String) {
        let width = max(34, TextFace.badge.width(of: text) + 14)
        svg.put("<g class=\"stored\(states)\">")
        svg.rectangle(
            "bucket", x: x - width / 2, y: y - RaceMeasure.countHeight / 2, width: width,
            height: RaceMeasure.countHeight, radius: 5)
        svg.line("badge", text, .badge, x: x, y: y + 4)
        svg.put("</g>")
    }

    private mutating func drawSentences() {
        let wrong = state.lostUpdates > 0 || state.objects.contains(where: RaceWords.isWrong)
        var y = layout.sentences + 12
        for line in RaceWords.sentences(state, layout.names, width: layout.width - 2 * RaceMeasure.margin) {
            svg.line(wrong ? "sentence" : "sentence calm", line, .title, x: RaceMeasure.margin, y: y)
            y += RaceMeasure.sentence
        }
    }
}
