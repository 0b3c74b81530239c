import Graphviz

/// How the union of all pictures is laid out: two layouts by `dot`, the second with what the first taught.
///
/// 1. The first layout leaves it to the engine where arrows arrive.
/// 2. An arrow whose head lies left of its tail in that layout starts at the left of its row.
/// 3. Every other arrow gets a place of its own at the left side of its card, in the order of the angles at which
///    arrows came in, so that tips do not meet and arrows cross less. Two arrows that no picture shows together may
///    share a place.
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
        let tips = placeTips(routes)
        graph = secondGraph(tips)
    }

    private static func cells(of box: Blueprint.Box, lines: Int) -> [Graph.Cell] {
        let (top, line): (Int, Int) =
            switch box.subject {
            case .frame: (Measure.panelHeader, Measure.nameRow)
            case .card: (Measure.cardHeader, Measure.row)
            case .stub: (0, Measure.stubHeight)
            }
        var cells = top > 0 ? [Graph.Cell(width: box.width, height: top)] : []
        cells += (0..<lines).map { Graph.Cell(port: $0, width: box.width, height: line) }
        let rest = box.height - top - lines * line
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

    private static func firstGraph(_ blueprint: Blueprint) -> Graph {
        let lines = lines(blueprint)
        let nodes = zip(blueprint.boxes, lines).map { box, lines in
            Graph.Node(columns: [cells(of: box, lines: lines)], rank: rank(box))
        }
        let edges = blueprint.arrows.map { arrow in
            Graph.Edge(
                tail: .init(node: arrow.tail, port: arrow.line ?? 0, side: .right), head: .init(node: arrow.head))
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
    private mutating func placeTips(_ routes: [Route]) -> [Int: Int] {
        var arriving: [Int: [Int]] = [:]
        for (index, arrow) in blueprint.arrows.enumerated()
        where !leftward.contains(index) && arrow.head != arrow.tail {
            arriving[arrow.head, default: []].append(index)
        }
        var tips: [Int: Int] = [:]
        for (box, arrows) in arriving.sorted(by: { $0.key < $1.key }) {
            let ordered = arrows.sorted { left, right in
                (Self.steepness(routes[right]), left) < (Self.steepness(routes[left]), right)
            }
            let ranks = share(ordered)
            let count = (ranks.values.max() ?? 0) + 1
            let heights = tipHeights(box, count: count)
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

    /// Distances from the top of a card, spread over its left side but for its ends and the rows whose dot is at the
    /// left; the card grows where there is too little room.
    private mutating func tipHeights(_ box: Int, count: Int) -> [Int] {
        let dots = blueprint.arrows.indices.filter { leftward.contains($0) && blueprint.arrows[$0].tail == box }
            .compactMap { blueprint.arrows[$0].line }
            .map { Measure.cardHeader + $0 * Measure.row + Measure.row / 2 }
        func free(_ height: Int) -> [Int] {
            (16...max(height - 12, 17)).filter { y in dots.allSatisfy { abs($0 - y) > 9 } }
        }
        var height = blueprint.boxes[box].height
        while free(height).count < count * Measure.tipDistance { height += Measure.tipDistance }
        blueprint.heighten(box, to: height)
        let room = free(height)
        return (0..<count).map { room[(2 * $0 + 1) * room.count / (2 * count)] }
    }

    private static let tipPort = 1_000

    private func secondGraph(_ tips: [Int: Int]) -> Graph {
        let lines = Self.lines(blueprint)
        var heights: [Int: Set<Int>] = [:]
        for (arrow, height) in tips { heights[blueprint.arrows[arrow].head, default: []].insert(height) }
        let nodes = blueprint.boxes.enumerated().map { index, box in
            var columns = [Self.cells(of: box, lines: lines[index])]
            if case .card = box.subject { columns.insert(tipColumn(box, heights[index] ?? []), at: 0) }
            return Graph.Node(columns: columns, rank: Self.rank(box))
        }
        let edges = blueprint.arrows.enumerated().map { index, arrow in
            let port = arrow.line ?? 0
            let tail = Graph.End(node: arrow.tail, port: port, side: leftward.contains(index) ? .left : .right)
            let head = Graph.End(
                node: arrow.head, port: tips[index].map { Self.tipPort + $0 }, side: tips[index].map { _ in .left })
            return Graph.Edge(tail: tail, head: head)
        }
        return Graph(nodes: nodes, edges: edges)
    }

    /// A column, one point wide, with a cell around each tip.
    private func tipColumn(_ box: Blueprint.Box, _ heights: Set<Int>) -> [Graph.Cell] {
        var cells: [Graph.Cell] = []
        var top = 0
        for height in heights.sorted() {
            if height - 2 > top { cells.append(Graph.Cell(width: 1, height: height - 2 - top)) }
            cells.append(Graph.Cell(port: Self.tipPort + height, width: 1, height: 4))
            top = height + 2
        }
        if box.height > top { cells.append(Graph.Cell(width: 1, height: box.height - top)) }
        return cells
    }
}
