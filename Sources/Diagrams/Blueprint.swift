import Graphviz
import Timelines

/// The measures of a picture, in points.
enum Measure {
    static let cardHeader = 30
    static let row = 22
    static let wholeValue = 28
    static let cardBottom = 8
    static let mark = 13
    /// From a card's side to its text.
    static let inset = 12.0
    /// From a card's side to the middle of a dot.
    static let dotInset = 14.0
    static let dotRadius = 3.5
    /// Between a key and its value, a type and its badge.
    static let gap = 16.0
    /// From a badge's text to the end of its pill.
    static let pillInset = 8.0
    static let pillHeight = 19.0
    /// From a card's side to the pill.
    static let pillMargin = 7.0
    /// How far keys move to the right where a dot stands at their left.
    static let indent = 13.0
    static let panelHeader = 26
    static let nameRow = 30
    static let panelBottom = 6
    static let panelInset = 6.0
    static let stubWidth = 30
    static let stubHeight = 20
    /// The least distance between the tips of two arrows at one card.
    static let tipDistance = 7
    /// The distance between the tips of two arrows from a card to itself.
    static let loopDistance = 13

    static let widestType = 150.0
    static let widestKey = 150.0
    static let widestValue = 190.0
    static let widestWhole = 260.0
    static let widestName = 170.0
    static let widestTitle = 200.0
    static let widestMark = 220.0
}

/// The boxes and arrows of all pictures together, each box as large as its largest content; what is laid out.
struct Blueprint {
    /// What a box holds.
    enum Subject: Equatable {
        case frame(Int)
        case card(ObjectID)
        /// Stands for the references to a card whose holders are not drawn.
        case stub(ObjectID)
    }

    /// A box.
    struct Box {
        let subject: Subject
        var width: Int
        var height: Int
        /// The distance of its first line from its upper side, the same in every picture.
        let top: Int
        /// The height of each of its lines.
        let line: Int

        /// The distance of the middle of a line, where its dot stands, from the upper side.
        func middle(ofLine index: Int) -> Int { top + index * line + line / 2 }
    }

    /// What leads to a card.
    enum Origin: Hashable {
        case reference(Scene.Arrow)
        case stub(ObjectID)
    }

    /// An arrow between boxes, with the pictures in which it is drawn.
    struct Arrow {
        let origin: Origin
        let tail: Int
        /// The line of the tail's box; nil for a stub.
        let line: Int?
        let head: Int
        var pictures: Set<Int>
    }

    private(set) var boxes: [Box] = []
    private(set) var arrows: [Arrow] = []
    /// The column in which a frame's names end, from the panel's left side.
    private(set) var nameColumns: [Double] = []

    init(places: Places, scenes: [Scene]) {
        var indices: [ObjectID: Int] = [:]
        for index in places.frames.indices { addFrame(index, places, scenes) }
        let contents = Dictionary(grouping: scenes.flatMap(\.cards), by: \.id)
        for id in Self.order(of: scenes) {
            indices[id] = boxes.count
            boxes.append(Self.box(of: id, contents[id] ?? [], lines: places.card(id).count))
        }
        addArrows(places, scenes, indices)
        addStubs(scenes, indices)
    }

    /// The objects with a card in the order in which a reader meets them who follows the names from top to bottom, and
    /// then the slots; the engine breaks ties by it, so that what is held further up lies further up.
    private static func order(of scenes: [Scene]) -> [ObjectID] {
        var held: [ObjectID: [ObjectID]] = [:]
        var named: [ObjectID] = []
        for reference in scenes.flatMap(\.references) {
            switch reference.source {
            case .name: named.append(reference.target)
            case .slot(let holder, _): held[holder, default: []].append(reference.target)
            }
        }
        let all = Set(scenes.flatMap(\.cards).map(\.id)).sorted()
        var met: Set<ObjectID> = []
        var order: [ObjectID] = []
        for root in named + all {
            var open = [root]
            var next = 0
            while next < open.count {
                let id = open[next]
                next += 1
                guard met.insert(id).inserted else { continue }
                order.append(id)
                open += held[id] ?? []
            }
        }
        return order
    }

    private static func box(of id: ObjectID, _ cards: [Scene.Card], lines: Int) -> Box {
        let widest = cards.map(Typesetting.width).max() ?? 0
        let whole = cards.contains { $0.value != nil }
        let top = Measure.cardHeader + (whole ? Measure.wholeValue : 0)
        let mark = cards.contains { $0.mark != nil } ? Measure.mark : 0
        return Box(
            subject: .card(id), width: Int(widest.rounded(.up)),
            height: top + lines * Measure.row + mark + Measure.cardBottom, top: top, line: Measure.row)
    }

    private mutating func addFrame(_ index: Int, _ places: Places, _ scenes: [Scene]) {
        let frame = places.frames[index]
        let tags = scenes.flatMap(\.panels).filter { $0.frame == frame.id }.flatMap(\.names)
        let sizes = Typesetting.panel(
            title: Words.heading(frame.kind, frame.name), names: frame.names, texts: tags.compactMap(\.text))
        nameColumns.append(sizes.nameColumn)
        boxes.append(
            Box(
                subject: .frame(index), width: Int(sizes.width.rounded(.up)),
                height: Measure.panelHeader + frame.names.count * Measure.nameRow + Measure.panelBottom,
                top: Measure.panelHeader, line: Measure.nameRow))
    }

    private mutating func addArrows(_ places: Places, _ scenes: [Scene], _ indices: [ObjectID: Int]) {
        let frames = Dictionary(uniqueKeysWithValues: zip(places.frames.map(\.id), places.frames.indices))
        var known: [Scene.Arrow: Int] = [:]
        for (picture, scene) in scenes.enumerated() {
            for reference in scene.references {
                if let index = known[reference.arrow] {
                    arrows[index].pictures.insert(picture)
                    continue
                }
                let (tail, line): (Int?, Int) =
                    switch reference.source {
                    case .name(let frame, let place): (frames[frame], place)
                    case .slot(let holder, let place): (indices[holder], place)
                    }
                guard let tail, let head = indices[reference.target] else { continue }
                known[reference.arrow] = arrows.count
                arrows.append(
                    Arrow(
                        origin: .reference(reference.arrow), tail: tail, line: line, head: head, pictures: [picture]))
            }
        }
        arrows.sort { ($0.tail, $0.line ?? 0, $0.head) < ($1.tail, $1.line ?? 0, $1.head) }
    }

    private mutating func addStubs(_ scenes: [Scene], _ indices: [ObjectID: Int]) {
        var pictures: [ObjectID: Set<Int>] = [:]
        for (picture, scene) in scenes.enumerated() {
            for id in scene.stubs.keys { pictures[id, default: []].insert(picture) }
        }
        for (id, pictures) in pictures.sorted(by: { $0.key < $1.key }) {
            guard let head = indices[id] else { continue }
            arrows.append(Arrow(origin: .stub(id), tail: boxes.count, line: nil, head: head, pictures: pictures))
            boxes.append(
                Box(
                    subject: .stub(id), width: Measure.stubWidth, height: Measure.stubHeight, top: 0,
                    line: Measure.stubHeight))
        }
    }

    /// Refuses what would take unreasonably long.
    ///
    /// - Throws: `DrawingError.tooLarge`.
    func check() throws {
        guard boxes.count <= DrawingError.boxLimit, arrows.count <= DrawingError.referenceLimit else {
            throw DrawingError.tooLarge(boxes: boxes.count, references: arrows.count)
        }
    }

    /// Makes a box larger.
    mutating func widen(_ box: Int, by width: Int) { boxes[box].width += width }

    /// Makes a box at least this high.
    mutating func heighten(_ box: Int, to height: Int) { boxes[box].height = max(boxes[box].height, height) }
}
