import Graphviz
import Timelines

/// Writes one picture while libgraphviz renders the layout: draws a box or an arrow where the scene has it, and leaves
/// it out where it has not.
final class PictureWriter: RenderingDelegate {
    private let router: Router
    private let places: Places
    private let scene: Scene
    private let scenario: ScenarioInfo
    private let style: PictureStyle
    private let description: StepDescription
    private let cards: [ObjectID: Scene.Card]
    private let references: [Scene.Arrow: Scene.Reference]
    private var boxes: [Int: Rectangle] = [:]
    private var svg = SVGText()

    init(
        scene: Scene, router: Router, places: Places, scenario: ScenarioInfo, style: PictureStyle,
        description: StepDescription
    ) {
        self.router = router
        self.places = places
        self.scene = scene
        self.scenario = scenario
        self.style = style
        self.description = description
        cards = Dictionary(scene.cards.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        references = Dictionary(scene.references.map { ($0.arrow, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The finished document.
    var document: String { svg.text }

    func beginPage(width: Double, height: Double) {
        svg.openPicture(
            scenario, step: scene.moment.step, part: scene.moment.part, style: style, description: description,
            width: width, height: height)
    }

    func drawNode(_ index: Int, in box: Rectangle) {
        boxes[index] = box
        switch router.blueprint.boxes[index].subject {
        case .frame(let frame):
            let places = places.frames[frame]
            if let panel = scene.panels.first(where: { $0.frame == places.id }) { draw(panel, places, frame, in: box) }
        case .card(let id):
            if let card = cards[id] { draw(card, index, in: box) }
        case .stub:
            break
        }
    }

    private func draw(_ panel: Scene.Panel, _ frame: Places.FramePlaces, _ index: Int, in box: Rectangle) {
        svg.put("<g class=\"frame\"")
        svg.put("data-frame", "\(frame.id)")
        svg.put(">")
        svg.rectangle("panel", x: box.x, y: box.y, width: box.width, height: box.height, radius: 10)
        let title = Typesetting.title(Words.heading(frame.kind, Words.clean(frame.name)))
        svg.line("title", title, .title, x: box.x + 10, y: box.y + 17)
        for tag in panel.names {
            draw(tag, frame.id, column: box.x + router.blueprint.nameColumns[index], in: box)
        }
        svg.put("</g>\n")
    }

    private func draw(_ tag: Scene.NameTag, _ frame: FrameID, column: Double, in box: Rectangle) {
        let top = box.y + Double(Measure.panelHeader + tag.place * Measure.nameRow)
        svg.put("\n<g class=\"name\(tag.change.suffix)\"")
        svg.put("data-frame", "\(frame)")
        svg.put("data-name", tag.name)
        svg.put(">")
        svg.rectangle(
            "box", x: box.x + Measure.panelInset, y: top + 1, width: box.width - 2 * Measure.panelInset, height: 26,
            radius: 7)
        svg.line("label", Typesetting.name(tag.name), .name, x: column, y: top + 18.5)
        if let text = tag.text {
            let right = box.right - Measure.panelInset - Measure.inset
            svg.line("label text", Typesetting.name(text), .name, x: right, y: top + 18.5)
        } else {
            svg.circle("dot", x: box.right - Measure.dotInset, y: top + 15, radius: 3)
        }
        svg.put("</g>")
    }

    private func draw(_ card: Scene.Card, _ index: Int, in box: Rectangle) {
        svg.put("<g class=\"object\(card.states)\"")
        svg.put("data-object", "\(card.id)")
        svg.put("data-refcount", "\(card.refcount)")
        svg.put(">")
        svg.rectangle("box", x: box.x, y: box.y, width: box.width, height: box.height, radius: 8)
        svg.line("type", Typesetting.type(card.type), .type, x: box.x + Measure.inset, y: box.y + 20.3)
        let pill = Typesetting.pillWidth(card.badge)
        let pillX = box.right - Measure.pillMargin - pill
        svg.rectangle("pill", x: pillX, y: box.y + 6.5, width: pill, height: Measure.pillHeight, radius: 6)
        svg.line("badge", card.badge, .badge, x: pillX + pill / 2, y: box.y + 19.8)
        if let value = card.value {
            let baseline = box.y + Double(Measure.cardHeader) + 17
            svg.line("whole", Typesetting.whole(value), .value, x: box.x + Measure.inset, y: baseline)
        }
        let isIndented = router.indented.contains(index)
        for row in card.rows {
            let middle = box.y + Double(router.blueprint.boxes[index].middle(ofLine: row.place))
            draw(row, isIndented: isIndented, isLeft: isLeft(card.id, row), middle: middle, in: box)
        }
        if let mark = card.mark {
            let style = mark.isNote ? "mark note" : "mark"
            svg.line(style, Typesetting.mark(mark), mark.face, x: box.x + Measure.inset, y: box.bottom - 9)
        }
        svg.put("</g>\n")
    }

    private func isLeft(_ holder: ObjectID, _ row: Scene.Row) -> Bool {
        guard row.value == .reference else { return false }
        return router.leftward.contains { index in
            guard case .reference(let arrow) = router.blueprint.arrows[index].origin,
                arrow.source == .slot(holder: holder, place: row.place)
            else { return false }
            return references[arrow] != nil
        }
    }

    private func draw(_ row: Scene.Row, isIndented: Bool, isLeft: Bool, middle: Double, in box: Rectangle) {
        svg.put("<g class=\"row\(row.change.suffix)\">")
        let keyX = box.x + Measure.inset + (isIndented ? Measure.indent : 0)
        svg.line("key", Typesetting.key(row.key), .code, x: keyX, y: middle + 4.3)
        switch row.value {
        case .text(let text):
            svg.line("value", Typesetting.value(text), .code, x: box.right - Measure.inset, y: middle + 4.3)
        case .remark(let text):
            svg.line("remark", text, .title, x: box.right - Measure.inset, y: middle + 4)
        case .reference:
            let x = isLeft ? box.x + Measure.dotInset : box.right - Measure.dotInset
            svg.circle("dot", x: x, y: middle, radius: Measure.dotRadius)
        case .released:
            svg.circle("dot released", x: box.right - Measure.dotInset, y: middle, radius: Measure.dotRadius - 0.5)
        }
        svg.put("</g>")
    }

    func drawEdge(_ index: Int, along route: Route) {
        let arrow = router.blueprint.arrows[index]
        guard let box = boxes[arrow.tail], let start = route.curve.first else { return }
        switch arrow.origin {
        case .stub(let id):
            if let count = scene.stubs[id] { drawStub(count, of: id, in: box, along: route) }
        case .reference(let identity):
            guard let reference = references[identity] else { return }
            svg.put("<g class=\"reference\(reference.states)\"")
            svg.put("data-to", "\(reference.target)")
            switch reference.source {
            case .slot(let holder, _):
                svg.put("data-from", "\(holder)")
                svg.put("data-key", reference.label)
            case .name(let frame, _):
                svg.put("data-frame", "\(frame)")
                svg.put("data-name", reference.label)
            }
            svg.put(">")
            let inside = Measure.dotInset - Measure.dotRadius
            let edge = router.leftward.contains(index) ? box.x + inside : box.right - inside
            let isLoop = arrow.head == arrow.tail
            draw(isLoop ? spreadLoop(index, route, in: box) : route, from: Point(x: edge, y: start.y))
            svg.put("</g>\n")
        }
    }

    private func drawStub(_ count: Int, of id: ObjectID, in box: Rectangle, along route: Route) {
        svg.put("<g class=\"reference stub\"")
        svg.put("data-to", "\(id)")
        svg.put("data-count", "\(count)")
        svg.put(">")
        svg.rectangle(
            "fold", x: box.x, y: box.y, width: box.width, height: box.height, radius: box.height / 2)
        svg.line("count", "+\(count)", .badge, x: box.x + box.width / 2, y: box.y + box.height / 2 + 3.8)
        draw(route, from: nil)
        svg.put("</g>\n")
    }

    /// The engine draws all loops of a card along one line and ends them in one point of its top. Where there are
    /// several, each one but the innermost, which starts highest, goes a little further out and ends further left.
    private func spreadLoop(_ index: Int, _ route: Route, in box: Rectangle) -> Route {
        let arrows = router.blueprint.arrows
        let loops = arrows.indices.filter {
            arrows[$0].tail == arrows[index].tail && arrows[$0].head == arrows[$0].tail
        }
        guard loops.count > 1, let rank = loops.firstIndex(of: index), let tip = route.curve.last,
            route.curve.count >= 4
        else { return route }
        let left = box.x + Measure.inset
        let wanted = Double((loops.count - 1) * Measure.loopDistance)
        let first = max(tip.x, min(left + wanted, box.right - 2 * Measure.inset))
        let step = min(Double(Measure.loopDistance), (first - left) / Double(loops.count - 1))
        let shift = first - Double(rank) * step - tip.x
        let outwards = Double(rank) * min(step, Double(Measure.loopDistance)) * 0.6
        var moved = route
        for point in moved.curve.indices.dropFirst() {
            if point >= moved.curve.count - 2 {
                moved.curve[point].x += shift
            } else {
                if moved.curve[point].x > box.right { moved.curve[point].x += outwards }
                if moved.curve[point].y < box.y { moved.curve[point].y = max(moved.curve[point].y - outwards / 2, 3) }
            }
        }
        for corner in moved.arrowhead.indices { moved.arrowhead[corner].x += shift }
        return moved
    }

    /// The line and the head; the line starts with a straight piece from the dot to the border of the box.
    private func draw(_ route: Route, from dot: Point?) {
        guard let start = route.curve.first else { return }
        svg.put("<path class=\"line\" d=\"")
        if let dot { svg.put("M\(Self.text(dot))L\(Self.text(start))") } else { svg.put("M\(Self.text(start))") }
        svg.put("C" + route.curve.dropFirst().map(Self.text).joined(separator: " "))
        svg.put("\"/><path class=\"head\" d=\"M")
        svg.put(route.arrowhead.map(Self.text).joined(separator: "L"))
        svg.put("Z\"/>")
    }

    private static func text(_ point: Point) -> String {
        "\(SVGText.number(point.x)) \(SVGText.number(point.y))"
    }

    func endPage() {
        svg.put("</svg>\n")
    }
}

extension Scene.Change {
    /// As a class after others.
    fileprivate var suffix: String {
        switch self {
        case .none: ""
        case .new: " new"
        case .changed: " changed"
        }
    }
}

extension Scene.Card {
    /// The states as classes after `object`.
    fileprivate var states: String {
        [
            (isNew, "new"), (isChanged, "changed"), (isFreed, "freed"), (isUnreachable, "unreachable"),
            (isFocused, "focus"),
        ].map { $0.0 ? " " + $0.1 : "" }.joined()
    }
}

extension Scene.Reference {
    /// The states as classes after `reference`; one that took the place of another is `rebound` too.
    fileprivate var states: String {
        let made =
            switch change {
            case .none: ""
            case .new: " new"
            case .changed: " new rebound"
            }
        return (isWeak ? " weak" : "") + made
    }
}
