import CGraphviz

/// The C graph of one layout: built, laid out, read, rendered, freed.
///
/// A reference type, since it owns memory that is freed once.
final class LaidOutGraph {
    /// From the C node to the index in the `Graph`.
    private(set) var nodeIndices: [OpaqueAddress: Int] = [:]
    /// From the C edge to the index in the `Graph`.
    private(set) var edgeIndices: [OpaqueAddress: Int] = [:]
    /// What libgraphviz warned of during the layout.
    private(set) var warnings: [String] = []

    private let context: OpaquePointer
    private let graph: UnsafeMutablePointer<Agraph_t>
    private var nodes: [UnsafeMutablePointer<Agnode_t>] = []
    private var edges: [UnsafeMutablePointer<Agedge_t>] = []
    private var isLaidOut = false

    /// An address as a dictionary key.
    typealias OpaqueAddress = UInt

    /// Builds the graph and lays it out.
    init(_ description: Graph, context: OpaquePointer) throws {
        self.context = context
        guard let graph = heapbook_open_directed("heap") else {
            throw GraphvizError.failed(operation: "open a graph", messages: [])
        }
        self.graph = graph
        do {
            ErrorLog.clear()
            declareAttributes(description)
            try addNodes(description.nodes)
            try addEdges(description.edges)
            try layOut()
        } catch {
            free()
            throw error
        }
    }

    /// Frees the layout and the graph; nothing of this object may be used afterwards.
    func free() {
        if isLaidOut { gvFreeLayout(context, graph) }
        isLaidOut = false
        agclose(graph)
    }

    /// Every attribute has to be declared, with its default, before the layout.
    private func declareAttributes(_ description: Graph) {
        let size = "\(description.compression.width),\(description.compression.height)"
        declare(
            AGRAPH,
            [
                ("rankdir", "LR"), ("splines", "true"), ("ratio", "compress"), ("size", size),
                ("nodesep", "\(description.nodeSeparation)"), ("ranksep", "\(description.rankSeparation)"),
                ("rank", ""),
            ])
        declare(AGNODE, [("shape", "plain"), ("label", "")])
        declare(
            AGEDGE,
            [
                ("arrowsize", "\(description.arrowSize)"), ("tailport", ""), ("headport", ""), ("minlen", "1"),
                ("weight", "1"), ("constraint", "true"),
            ])
    }

    private func declare(_ kind: Int32, _ attributes: [(name: String, value: String)]) {
        for attribute in attributes {
            attribute.name.withMutableCString { name in
                attribute.value.withMutableCString { value in _ = agattr(graph, kind, name, value) }
            }
        }
    }

    private func set(_ name: String, of object: UnsafeMutableRawPointer, to value: String) {
        name.withMutableCString { name in
            value.withMutableCString { value in _ = agset(object, name, value) }
        }
    }

    private func addNodes(_ descriptions: [Graph.Node]) throws {
        var sources: UnsafeMutablePointer<Agraph_t>?
        for (index, description) in descriptions.enumerated() {
            guard let node = "n\(index)".withMutableCString({ agnode(graph, $0, 1) }) else {
                throw GraphvizError.failed(operation: "add a node", messages: ErrorLog.take().all)
            }
            setTable(of: node, description)
            nodes.append(node)
            nodeIndices[OpaqueAddress(bitPattern: node)] = index
            if description.rank == .source {
                let group = sources ?? "sources".withMutableCString { agsubg(graph, $0, 1) }
                if let group { agsubnode(group, node, 1) }
                sources = group
            }
        }
        if let sources { set("rank", of: sources, to: "source") }
    }

    private func setTable(of node: UnsafeMutablePointer<Agnode_t>, _ description: Graph.Node) {
        description.table.withMutableCString { text in
            guard let label = agstrdup_html(graph, text) else { return }
            "label".withMutableCString { name in
                "".withMutableCString { empty in _ = agsafeset(node, name, label, empty) }
            }
            agstrfree(graph, label)
        }
    }

    private func addEdges(_ descriptions: [Graph.Edge]) throws {
        for (index, description) in descriptions.enumerated() {
            guard let edge = agedge(graph, nodes[description.tail.node], nodes[description.head.node], nil, 1) else {
                throw GraphvizError.failed(operation: "add an edge", messages: ErrorLog.take().all)
            }
            set("tailport", of: edge, to: description.tail.text)
            set("headport", of: edge, to: description.head.text)
            set("minlen", of: edge, to: "\(description.minimumLength)")
            set("weight", of: edge, to: "\(description.weight)")
            set("constraint", of: edge, to: "\(description.constrains)")
            edges.append(edge)
            edgeIndices[OpaqueAddress(bitPattern: heapbook_out_edge(edge))] = index
        }
    }

    private func layOut() throws {
        let status = gvLayout(context, graph, "dot")
        isLaidOut = true
        let messages = ErrorLog.take()
        guard status == 0, messages.errors.isEmpty else {
            throw GraphvizError.failed(operation: "lay out the graph", messages: messages.all)
        }
        warnings = messages.warnings
        heapbook_forget_size(graph)
    }

    /// One rendering pass through our device; `context` comes back in every callback.
    func render(context state: UnsafeMutableRawPointer) throws {
        ErrorLog.clear()
        let status = gvRenderContext(context, graph, OutputDevice.format, state)
        let messages = ErrorLog.take()
        guard status == 0, messages.errors.isEmpty else {
            throw GraphvizError.failed(operation: "render the graph", messages: messages.all)
        }
    }

    func nodeBoxes() -> [Rectangle] {
        let top = heapbook_graph_box(graph).UR.y
        return nodes.map { node in
            let middle = heapbook_node_middle(node)
            let width = heapbook_node_width(node) * 72
            let height = heapbook_node_height(node) * 72
            return Rectangle(x: middle.x - width / 2, y: top - middle.y - height / 2, width: width, height: height)
        }
    }

    func routes() -> [Route] {
        let top = heapbook_graph_box(graph).UR.y
        return edges.map { edge in
            guard let splines = heapbook_edge_splines(edge) else { return Route() }
            let pieces = UnsafeBufferPointer(start: splines.pointee.list, count: Int(splines.pointee.size))
            return Route(
                curve: pieces.flatMap { piece in
                    UnsafeBufferPointer(start: piece.list, count: Int(piece.size)).map {
                        Point(x: $0.x, y: top - $0.y)
                    }
                })
        }
    }
}

extension Graph.Node {
    /// The node as an HTML-like table of empty cells; a table of one column needs no inner tables.
    fileprivate var table: String {
        let open = #"<table border="0" cellborder="0" cellspacing="0" cellpadding="0">"#
        let stacks = columns.map { column in
            open
                + column.map { cell in
                    let port = cell.port.map { #" port="p\#($0)""# } ?? ""
                    return
                        #"<tr><td\#(port) fixedsize="true" width="\#(cell.width)" height="\#(cell.height)"></td></tr>"#
                }.joined() + "</table>"
        }
        guard stacks.count > 1 else { return stacks.joined() }
        return open + "<tr>" + stacks.map { "<td>\($0)</td>" }.joined() + "</tr></table>"
    }
}

extension Graph.End {
    /// The end as Graphviz writes it: `p3:e`, `e`, `p3`, or nothing.
    fileprivate var text: String {
        [port.map { "p\($0)" }, side?.rawValue].compactMap { $0 }.joined(separator: ":")
    }
}

extension String {
    /// cgraph takes `char *` where it means `const char *`; it copies what it is given and writes nothing.
    func withMutableCString<Result>(_ body: (UnsafeMutablePointer<CChar>) throws -> Result) rethrows -> Result {
        try withCString { try body(UnsafeMutablePointer(mutating: $0)) }
    }
}
