import CGraphviz

/// Receives the final geometry of one rendering pass: first the page, then every node, then every edge, then the end.
///
/// An error that a method throws ends the pass and comes out of ``GraphLayout/render(_:)``.
package protocol RenderingDelegate: AnyObject {
    /// The page's size in points, padding included.
    func beginPage(width: Double, height: Double) throws
    /// A node, by its index in the graph.
    func drawNode(_ index: Int, in box: Rectangle) throws
    /// An edge, by its index in the graph.
    func drawEdge(_ index: Int, along route: Route) throws
    /// Everything was handed over.
    func endPage() throws
}

/// A graph that is laid out, valid only while the closure given to `Graphviz.withLayout` runs.
///
/// Positions count from the layout's own top left corner; a rendering pass adds its padding to them.
package struct GraphLayout {
    private let graph: LaidOutGraph

    init(_ graph: LaidOutGraph) {
        self.graph = graph
    }

    /// Where each node lies, by index.
    package var nodes: [Rectangle] { graph.nodeBoxes() }

    /// The way of each edge, by index, without arrowheads.
    package var edges: [Route] { graph.routes() }

    /// What libgraphviz warned of during the layout, a sentence each.
    package var warnings: [String] { graph.warnings }

    /// Runs one rendering pass; passes do not change the layout.
    ///
    /// - Throws: what the delegate throws, or `GraphvizError.failed`.
    package func render(_ delegate: some RenderingDelegate) throws {
        let pass = RenderingPass(delegate: delegate, nodeIndices: graph.nodeIndices, edgeIndices: graph.edgeIndices)
        try withExtendedLifetime(pass) {
            try graph.render(context: Unmanaged.passUnretained(pass).toOpaque())
        }
        if let error = pass.error { throw error }
    }
}
