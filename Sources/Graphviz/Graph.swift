/// A directed graph as a value: what to lay out.
package struct Graph: Equatable, Sendable {
    /// A fixed, empty rectangle of a node.
    package struct Cell: Equatable, Sendable {
        /// Its number among the node's ports, where an edge may start or end at it.
        package var port: Int?
        /// In points.
        package var width: Int
        /// In points.
        package var height: Int

        /// Makes a cell.
        package init(port: Int? = nil, width: Int, height: Int) {
            self.port = port
            self.width = width
            self.height = height
        }
    }

    /// Which rank a node has to be in.
    package enum Rank: Equatable, Sendable {
        /// Where its edges put it.
        case free
        /// The first, which only such nodes share.
        case source
    }

    /// A node: columns from left to right, each a stack of cells from top to bottom.
    package struct Node: Equatable, Sendable {
        /// The columns; all should be equally high.
        package var columns: [[Cell]]
        /// Which rank it has to be in.
        package var rank: Rank

        /// Makes a node.
        package init(columns: [[Cell]], rank: Rank = .free) {
            self.columns = columns
            self.rank = rank
        }
    }

    /// The side of a cell on which an edge starts or ends.
    package enum Side: String, Equatable, Sendable {
        case left = "w"
        case right = "e"
    }

    /// Where an edge starts or ends.
    package struct End: Equatable, Sendable {
        /// The node's index in `nodes`.
        package var node: Int
        /// The cell's port number; nil leaves the place to the engine.
        package var port: Int?
        /// The cell's side; nil leaves it to the engine. A cell must touch the node's border on this side.
        package var side: Side?

        /// Makes an end.
        package init(node: Int, port: Int? = nil, side: Side? = nil) {
            self.node = node
            self.port = port
            self.side = side
        }
    }

    /// An edge with an arrowhead at its head.
    package struct Edge: Equatable, Sendable {
        /// Where it starts.
        package var tail: End
        /// Where its arrowhead is.
        package var head: End
        /// How many ranks the head lies behind the tail at least.
        package var minimumLength: Int
        /// How much the engine tries to keep it short and straight.
        package var weight: Int
        /// Whether it decides about ranks at all.
        package var constrains: Bool

        /// Makes an edge.
        package init(tail: End, head: End, minimumLength: Int = 1, weight: Int = 1, constrains: Bool = true) {
            self.tail = tail
            self.head = head
            self.minimumLength = minimumLength
            self.weight = weight
            self.constrains = constrains
        }
    }

    /// The nodes; the engine breaks ties by their order.
    package var nodes: [Node]
    /// The edges; two may join the same nodes.
    package var edges: [Edge]
    /// The distance between nodes of one rank, in inches.
    package var nodeSeparation: Double
    /// The distance between ranks, in inches.
    package var rankSeparation: Double
    /// The length of arrowheads, where 1 is Graphviz's own.
    package var arrowSize: Double
    /// The width and height, in inches, into which a large layout is compressed as far as its nodes allow.
    package var compression: (width: Double, height: Double) {
        get { (compressionWidth, compressionHeight) }
        set { (compressionWidth, compressionHeight) = newValue }
    }

    private var compressionWidth = 16.0
    private var compressionHeight = 9.0

    /// Makes a graph whose ranks run from left to right.
    package init(
        nodes: [Node] = [], edges: [Edge] = [], nodeSeparation: Double = 0.3, rankSeparation: Double = 0.85,
        arrowSize: Double = 0.75
    ) {
        self.nodes = nodes
        self.edges = edges
        self.nodeSeparation = nodeSeparation
        self.rankSeparation = rankSeparation
        self.arrowSize = arrowSize
    }
}

extension Graph {
    /// Measured limits beyond which libgraphviz 2.42 crashes, hangs or loses precision.
    private enum Limit {
        static let nodes = 5_000
        static let edges = 10_000
        static let cells = 1_000
        static let side = 16_000
        static let minimumLength = 1_000
        static let weight = 10_000
    }

    /// Refuses what libgraphviz crashes or hangs on: sizes, lengths and weights out of range, ends that do not exist.
    ///
    /// - Throws: `GraphvizError.refused`, naming the node or edge.
    func check() throws {
        guard nodes.count <= Limit.nodes, edges.count <= Limit.edges else {
            throw GraphvizError.refused(
                "\(nodes.count) nodes and \(edges.count) edges; at most \(Limit.nodes) and \(Limit.edges) are accepted")
        }
        let lengths = [nodeSeparation, rankSeparation, arrowSize, compression.width, compression.height]
        guard lengths.allSatisfy({ (0.01...200).contains($0) }) else {
            throw GraphvizError.refused("a distance is not between 0.01 and 200 inches")
        }
        for (index, node) in nodes.enumerated() {
            try check(node, index)
        }
        for (index, edge) in edges.enumerated() {
            try check(edge.tail, "the tail of edge \(index)")
            try check(edge.head, "the head of edge \(index)")
            guard (0...Limit.minimumLength).contains(edge.minimumLength), (0...Limit.weight).contains(edge.weight)
            else {
                throw GraphvizError.refused(
                    "edge \(index) has length \(edge.minimumLength) and weight \(edge.weight); "
                        + "0 to \(Limit.minimumLength) and 0 to \(Limit.weight) are accepted")
            }
        }
    }

    private func check(_ node: Node, _ index: Int) throws {
        let cells = node.columns.joined()
        guard !node.columns.isEmpty, !node.columns.contains(where: \.isEmpty), cells.count <= Limit.cells else {
            throw GraphvizError.refused("node \(index) has \(cells.count) cells; 1 to \(Limit.cells) are accepted")
        }
        guard cells.allSatisfy({ (1...Limit.side).contains($0.width) && (1...Limit.side).contains($0.height) }) else {
            throw GraphvizError.refused(
                "a cell of node \(index) is not between 1 and \(Limit.side) points wide and high")
        }
    }

    private func check(_ end: End, _ place: String) throws {
        guard nodes.indices.contains(end.node) else {
            throw GraphvizError.refused("\(place) names node \(end.node), and there are \(nodes.count)")
        }
        guard let port = end.port else { return }
        guard nodes[end.node].columns.joined().contains(where: { $0.port == port }) else {
            throw GraphvizError.refused("\(place) names port \(port), which node \(end.node) does not have")
        }
    }
}
