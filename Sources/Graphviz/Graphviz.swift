// Graphviz: directed graphs laid out by libgraphviz's `dot` engine in this process.
//
// In:  a `Graph`: nodes made of fixed empty cells, edges between cells, a few attributes, all as values.
// Out: a `GraphLayout` for as long as a closure runs: where each node and edge lies, and rendering passes that hand the
//      final geometry to a delegate. No C type leaves this module, and no text enters libgraphviz.
//
// 1. `Graph.check` refuses what libgraphviz crashes or hangs on.
// 2. `Engine` makes the one context of the process: the stock plugins `core` and `dot_layout`, found beside libgvc
//    (`PluginFolder`), and an output device of our own (`OutputDevice`).
// 3. `LaidOutGraph` builds the C graph, lays it out, and frees both, whatever happens.
// 4. `GraphLayout.render` runs libgraphviz's rendering pass, as often as wanted; `OutputDevice` turns its callbacks into
//    calls of a `RenderingDelegate`.
// 5. What libgraphviz reports in fragments is assembled by `ErrorLog` and thrown as a `GraphvizError`.

import Synchronization

/// The way into libgraphviz.
package enum Graphviz {
    /// libgvc is not thread-safe and keeps attribute symbols of the graph that was laid out last, so there is one
    /// context in a process and one graph in it at a time. It is made at first use and lives as long as the process.
    private static let engine = Mutex<Engine?>(nil)

    /// Lays out a graph and calls `body` with the result, which is valid until `body` returns.
    ///
    /// Calls from several threads wait for one another. `body` must not call this function again: it would wait for
    /// itself.
    ///
    /// - Throws: `GraphvizError` where the graph is refused, the plugins cannot be found or libgraphviz fails; what
    ///   `body` throws.
    package static func withLayout<Result: Sendable>(
        of graph: Graph, _ body: (GraphLayout) throws -> Result
    ) throws -> Result {
        try graph.check()
        return try engine.withLock { engine in
            var ready = try engine ?? Engine()
            engine = nil
            try ready.makeRoom(for: graph)
            engine = ready
            let laidOut = try LaidOutGraph(graph, context: ready.context)
            defer { laidOut.free() }
            return try body(GraphLayout(laidOut))
        }
    }
}

/// Why a graph could not be laid out or drawn.
package enum GraphvizError: Error, Equatable, CustomStringConvertible {
    /// The graph holds something that libgraphviz cannot bear; says what and which limit.
    case refused(String)
    /// The folder with Graphviz's plugins, or a plugin in it, cannot be used; says what was tried and what to install.
    case noPlugins(String)
    /// libgraphviz failed, with its own messages.
    case failed(operation: String, messages: [String])

    /// The error in words, with a way out where there is one.
    package var description: String {
        switch self {
        case .refused(let reason): "the graph cannot be laid out: \(reason)"
        case .noPlugins(let reason): reason
        case .failed(let operation, let messages):
            "libgraphviz failed to \(operation)" + (messages.isEmpty ? "" : ": " + messages.joined(separator: "; "))
        }
    }
}
