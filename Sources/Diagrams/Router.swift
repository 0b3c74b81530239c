import Graphviz

/// How the union of all pictures is laid out: two layouts by `dot`, the second with what the first taught.
///
/// 1. The first layout leaves it to the engine where arrows arrive.
/// 2. An arrow whose head lies left of its tail in that layout starts at the left of its row, and gets a place of its
///    own at the right side of its card.
/// 3. Every other arrow gets one at the left side of its card, in the order of the angles at which arrows came in, so
///    that tips do not meet and arrows cross less; but for an arrow from a card to itself, which loops over the card.
/// 4. Places keep away from the rows at whose end a dot stands. Two arrows that no picture shows together may share one.
struct Router {
    /// The boxes and arrows; boxes may have grown to make room for arrows.
    private(set) var blueprint: Blueprint
    /// The arrows that start at the left of their row.
    private(set) var leftward: Set<Int> = []
    /// The cards that have a dot at the left of a row.
    private(set) var indented: Set<Int> = []
    /// What is laid out in the end.
    private(set) var graph: Graph

    init(_ blueprint: Blueprint) throws {
        self.blueprint = blueprint
        graph = Self.firstGraph(blueprint)
        let (boxes, routes) = try Graphviz.withLayout(of: graph) { ($0.nodes, $0.edges) }
        findLeftward(boxes)
        let tips = placeTips(boxes, routes)
        let rightTips = placeRightTips(boxes)
        graph = secondGraph(tips, rightTips)
    }

    private static func cells(of box: Blueprint.Box, lines: Int) -> [Graph.Cell] {
        var cells = box.top > 0 ? [Graph.Cell(width: box.width, height: box.top)] : []
        cells += (0..<lines).map { Graph.Cell(port: $0, width: box.width, height: box.line) }
        let rest = box.height - box.top - lines * box.line
        if rest > 0 { cells.append(Graph.Cell(width: box.width, height: rest)) }
        return cells
    }

    /// How many lines of each box an arrow starts from, counted from the first.
    private static func lines(_ blueprint: Blueprint) -> [Int] {
        var lines = blueprint.boxes.map { _ in 0 }
        for arrow in blueprint.arrows { lines[arrow.tail] = max(lines[arrow.tail], (arrow.line ?? 0) + 1) }
        return lines
    }

    private static func rank(_ box: Blueprint.Box) -> Graph.Rank {
        if case .frame = box.subject { .source } else { .free }
    }

    /// A stub belongs beside its card.
    private static func weight(_ arrow: Blueprint.Arrow) -> Int {
        if case .stub = arrow.origin { 3 } else { 1 }
    }

    private static func firstGraph(_ blueprint: Blueprint) -> Graph {
        let lines = lines(blueprint)
        let nodes = zip(blueprint.boxes, lines).map { box, lines in
            Graph.Node(columns: [cells(of: box, lines: lines)], rank: rank(box))
        }
        let edges = blueprint.arrows.map { arrow in
            Graph.Edge(
                tail: .init(node: arrow.tail, port: arrow.line ?? 0, side: .right), head: .init(node: arrow.head),
                weight: weight(arrow))
        }
        return Graph(nodes: nodes, edges: edges)
    }

    private mutating func findLeftward(_ boxes: [Rectangle]) {
        for (index, arrow) in blueprint.arrows.enumerated() where boxes[arrow.head].right < boxes[arrow.tail].x {
            leftward.insert(index)
            indented.insert(arrow.tail)
        }
        for box in indented { blueprint.widen(box, by: Int(Measure.indent)) }
    }

    /// For each arrow that gets one, the distance of its tip from the top of the card.
    private mutating func placeTips(_ boxes: [Rectangle], _ routes: [Route]) -> [Int: Int] {
        var arriving: [Int: [Int]] = [:]
        for (index, arrow) in blueprint.arrows.enumerated()
        where !leftward.contains(index) && arrow.head != arrow.tail {
            arriving[arrow.head, default: []].append(index)
        }
        var tips: [Int: Int] = [:]
        for (box, arrows) in arriving.sorted(by: { $0.key < $1.key }) {
            let steepness = Dictionary(uniqueKeysWithValues: arrows.map { ($0, Self.steepness(routes[$0])) })
            let ordered = arrows.sorted { left, right in
                (steepness[right] ?? 0, left) < (steepness[left] ?? 0, right)
            }
            let ranks = share(ordered)
            let count = (ranks.values.max() ?? 0) + 1
            var steepest = [Double](repeating: -.infinity, count: count)
            for (arrow, rank) in ranks { steepest[rank] = max(steepest[rank], steepness[arrow] ?? 0) }
            let heights = tipHeights(box, steepest, boxes)
            for arrow in ordered { tips[arrow] = ranks[arrow].map { heights[$0] } }
        }
        return tips
    }

    /// Which of the places from top to bottom each arrow takes: after all those before it with which it shares a
    /// picture.
    private func share(_ ordered: [Int]) -> [Int: Int] {
        var ranks: [Int: Int] = [:]
        for (position, arrow) in ordered.enumerated() {
            let above = ordered[..<position].filter {
                !blueprint.arrows[$0].pictures.isDisjoint(with: blueprint.arrows[arrow].pictures)
            }
            ranks[arrow] = (above.compactMap { ranks[$0] }.max() ?? -1) + 1
        }
        return ranks
    }

    /// How steeply an arrow comes down as it arrives; what comes from above belongs to the top.
    private static func steepness(_ route: Route) -> Double {
        guard let tip = route.curve.last,
            let before = route.curve.last(where: { abs($0.x - tip.x) + abs($0.y - tip.y) > 0.5 })
        else { return 0 }
        return (tip.y - before.y) / max(tip.x - before.x, 0.5)
    }

    /// A dot at the left of a row: its distance from the top of the card, and how steeply its arrow comes down to it
    /// from where it leads.
    private struct LeftDot {
        let height: Int
        let steepness: Double
    }

    private func leftDots(_ box: Int, _ boxes: [Rectangle]) -> [LeftDot] {
        leftward.filter { blueprint.arrows[$0].tail == box }
            .compactMap { index in
                guard let line = blueprint.arrows[index].line else { return nil }
                let height = blueprint.boxes[box].middle(ofLine: line)
                let target = boxes[blueprint.arrows[index].head]
                let rise = boxes[box].y + Double(height) - (target.y + target.height / 2)
                return LeftDot(height: height, steepness: rise / max(boxes[box].x - target.right, 1))
            }
            .sorted { ($0.height, $0.steepness) < ($1.height, $1.steepness) }
    }

    /// Distances from the top of a card for tips, given from top to bottom by how steeply their arrows come down.
    ///
    /// They are spread over the card's left side but for its ends and for the rows whose dot is at the left. A tip whose
    /// arrow runs below the arrow from such a dot goes below the dot where there is room, so that the two do not cross.
    /// The card grows where there is too little room for all.
    private mutating func tipHeights(_ box: Int, _ steepness: [Double], _ boxes: [Rectangle]) -> [Int] {
        let dots = leftDots(box, boxes)
        func free(_ height: Int) -> [Int] {
            (16...max(height - 10, 17)).filter { y in dots.allSatisfy { abs($0.height - y) > Self.dotClearance } }
        }
        var height = blueprint.boxes[box].height
        while free(height).count < steepness.count * Measure.tipDistance { height += Measure.tipDistance }
        blueprint.heighten(box, to: height)
        let room = free(height)
        return inSegments(steepness, dots, room) ?? Self.spread(steepness.count, over: room)
    }

    private static let dotClearance = 8

    /// For each arrow that comes back from the right, the distance of its tip from the top of the card.
    private func placeRightTips(_ boxes: [Rectangle]) -> [Int: Int] {
        var tips: [Int: Int] = [:]
        let arriving = Dictionary(grouping: leftward) { blueprint.arrows[$0].head }
        for (box, arrows) in arriving.sorted(by: { $0.key < $1.key }) {
            let lines = blueprint.arrows.indices.filter { blueprint.arrows[$0].tail == box && !leftward.contains($0) }
                .compactMap { blueprint.arrows[$0].line }
            let dots = lines.map(blueprint.boxes[box].middle)
            let room = (14...(blueprint.boxes[box].height - 10)).filter { y in
                dots.allSatisfy { abs($0 - y) > Self.dotClearance }
            }
            let ordered = arrows.sorted { left, right in
                let one = boxes[blueprint.arrows[left].tail].y
                let two = boxes[blueprint.arrows[right].tail].y
                return (one, left) < (two, right)
            }
            let ranks = share(ordered)
            let heights = Self.spread((ranks.values.max() ?? 0) + 1, over: room)
            for arrow in ordered { tips[arrow] = ranks[arrow].map { heights[$0] } }
        }
        return tips
    }

    /// The tips between the dots where their angles want them; nil where a segment between two dots is too short.
    private func inSegments(_ steepness: [Double], _ dots: [LeftDot], _ room: [Int]) -> [Int]? {
        var counts = [Int](repeating: 0, count: dots.count + 1)
        var lowest = 0
        for tip in steepness {
            lowest = max(lowest, dots.lastIndex { tip < $0.steepness }.map { $0 + 1 } ?? 0)
            counts[lowest] += 1
        }
        var heights: [Int] = []
        for (segment, count) in counts.enumerated() where count > 0 {
            let top = segment > 0 ? dots[segment - 1].height : 0
            let bottom = segment < dots.count ? dots[segment].height : .max
            let inside = room.filter { $0 > top && $0 < bottom }
            guard inside.count >= count * Measure.tipDistance else { return nil }
            heights += Self.spread(count, over: inside)
        }
        return heights
    }

    private static func spread(_ count: Int, over room: [Int]) -> [Int] {
        (0..<count).map { room[(2 * $0 + 1) * room.count / (2 * count)] }
    }

    private static let tipPort = 1_000_000
    private static let rightTipPort = 2_000_000

    private func secondGraph(_ tips: [Int: Int], _ rightTips: [Int: Int]) -> Graph {
        let lines = Self.lines(blueprint)
        var heights: [Int: Set<Int>] = [:]
        for (arrow, height) in tips { heights[blueprint.arrows[arrow].head, default: []].insert(height) }
        var rightHeights: [Int: Set<Int>] = [:]
        for (arrow, height) in rightTips { rightHeights[blueprint.arrows[arrow].head, default: []].insert(height) }
        let nodes = blueprint.boxes.enumerated().map { index, box in
            var columns = [Self.cells(of: box, lines: lines[index])]
            if case .card = box.subject { columns.insert(tipColumn(box, heights[index] ?? [], Self.tipPort), at: 0) }
            if let heights = rightHeights[index] { columns.append(tipColumn(box, heights, Self.rightTipPort)) }
            return Graph.Node(columns: columns, rank: Self.rank(box))
        }
        let edges = blueprint.arrows.enumerated().map { index, arrow in
            let port = arrow.line ?? 0
            let tail = Graph.End(node: arrow.tail, port: port, side: leftward.contains(index) ? .left : .right)
            var head = Graph.End(node: arrow.head)
            if let height = tips[index] {
                head = Graph.End(node: arrow.head, port: Self.tipPort + height, side: .left)
            } else if let height = rightTips[index] {
                head = Graph.End(node: arrow.head, port: Self.rightTipPort + height, side: .right)
            }
            return Graph.Edge(tail: tail, head: head, weight: Self.weight(arrow))
        }
        return Graph(nodes: nodes, edges: edges)
    }

    /// A column, one point wide, with a cell around each tip.
    private func tipColumn(_ box: Blueprint.Box, _ heights: Set<Int>, _ first: Int) -> [Graph.Cell] {
        var cells: [Graph.Cell] = []
        var top = 0
        for height in heights.sorted() {
            if height - 2 > top { cells.append(Graph.Cell(width: 1, height: height - 2 - top)) }
            cells.append(Graph.Cell(port: first + height, width: 1, height: 4))
            top = height + 2
        }
        if box.height > top { cells.append(Graph.Cell(width: 1, height: box.height - top)) }
        return cells
    }
}
