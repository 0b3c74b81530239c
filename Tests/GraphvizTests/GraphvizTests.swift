import Testing

@testable import Graphviz

/// Keeps what a pass hands over.
private final class Recorder: RenderingDelegate {
    var page: (width: Double, height: Double) = (0, 0)
    var nodes: [Int: Rectangle] = [:]
    var edges: [Int: Route] = [:]
    var ended = false
    var failure: (any Error)?

    func beginPage(width: Double, height: Double) throws { page = (width, height) }
    func drawNode(_ index: Int, in box: Rectangle) throws {
        if let failure { throw failure }
        nodes[index] = box
    }
    func drawEdge(_ index: Int, along route: Route) throws { edges[index] = route }
    func endPage() throws { ended = true }
}

private struct Refusal: Error {}

private func chain(_ count: Int) -> Graph {
    Graph(
        nodes: (0..<count).map { index in
            Graph.Node(
                columns: [[Graph.Cell(width: 100, height: 30), Graph.Cell(port: 1, width: 100, height: 22)]],
                rank: index == 0 ? .source : .free)
        },
        edges: (1..<max(count, 1)).map {
            Graph.Edge(tail: .init(node: $0 - 1, port: 1, side: .right), head: .init(node: $0))
        })
}

@Suite struct GraphvizTests {
    @Test func layoutPutsRanksFromLeftToRight() throws {
        let (nodes, edges, warnings) = try Graphviz.withLayout(of: chain(4)) { ($0.nodes, $0.edges, $0.warnings) }
        #expect(warnings == [])
        #expect(nodes.count == 4)
        for (left, right) in zip(nodes, nodes.dropFirst()) { #expect(left.right < right.x) }
        for (index, route) in edges.enumerated() {
            #expect(route.curve.count >= 4 && route.curve.count % 3 == 1)
            let start = try #require(route.curve.first)
            #expect(abs(start.x - nodes[index].right) < 1)
            #expect(abs(start.y - (nodes[index].y + 41)) < 1, "the tail starts in the middle of its cell")
        }
    }

    @Test func renderingHandsOverEverythingWithPaddingAndArrowheads() throws {
        let graph = chain(3)
        let expected = try Graphviz.withLayout(of: graph) { layout in
            let first = Recorder()
            let second = Recorder()
            try layout.render(first)
            try layout.render(second)
            #expect(first.nodes == second.nodes && first.edges == second.edges)
            #expect(first.ended)
            #expect(first.nodes.count == 3 && first.edges.count == 2)
            #expect(first.edges.values.allSatisfy { $0.arrowhead.count >= 3 })
            #expect(first.page.width > 300 && first.page.height >= 52 + 2 * OutputDevice.padding)
            return zip(layout.nodes, (0..<3).map { first.nodes[$0] }).map { ($0, $1) }
        }
        for (laidOut, drawn) in expected {
            #expect(drawn.map { abs($0.x - laidOut.x - OutputDevice.padding) < 0.01 } == true)
            #expect(drawn.map { abs($0.y - laidOut.y - OutputDevice.padding) < 1 } == true)
        }
    }

    @Test func anErrorOfTheDelegateComesOutAndTheEngineGoesOn() throws {
        #expect(throws: Refusal.self) {
            try Graphviz.withLayout(of: chain(2)) { layout in
                let recorder = Recorder()
                recorder.failure = Refusal()
                try layout.render(recorder)
            }
        }
        #expect(try Graphviz.withLayout(of: chain(2)) { $0.nodes.count } == 2)
    }

    @Test func anEmptyGraphIsLaidOut() throws {
        let page = try Graphviz.withLayout(of: Graph()) { layout in
            let recorder = Recorder()
            try layout.render(recorder)
            return recorder.page.width
        }
        #expect(page >= 2 * OutputDevice.padding)
    }

    @Test func threadsWaitForOneAnother() async throws {
        let graph = chain(12)
        let alone = try Graphviz.withLayout(of: graph) { $0.nodes }
        let together = try await withThrowingTaskGroup(of: [Rectangle].self) { group in
            for _ in 0..<16 { group.addTask { try Graphviz.withLayout(of: graph) { $0.nodes } } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(together.allSatisfy { $0 == alone })
    }

    @Test func layoutsInterleavedWithRenderingDoNotDisturbEachOther() throws {
        for count in [2, 9, 3, 30, 1] {
            let boxes = try Graphviz.withLayout(of: chain(count)) { layout in
                let recorder = Recorder()
                try layout.render(recorder)
                return recorder.nodes.count
            }
            #expect(boxes == count)
        }
    }

    /// The layout plugin's counter of 8 bits wraps around after about 128 layouts.
    @Test func hundredsOfLayoutsGiveTheSameResult() throws {
        let graph = chain(6)
        let first = try Graphviz.withLayout(of: graph) { ($0.nodes, $0.edges) }
        for _ in 0..<400 {
            let again = try Graphviz.withLayout(of: graph) { ($0.nodes, $0.edges) }
            #expect(again == first)
        }
    }

    @Test(arguments: [
        Graph(nodes: [Graph.Node(columns: [])]),
        Graph(nodes: [Graph.Node(columns: [[]])]),
        Graph(nodes: [Graph.Node(columns: [[.init(width: 0, height: 10)]])]),
        Graph(nodes: [Graph.Node(columns: [[.init(width: 60_000, height: 10)]])]),
        Graph(
            nodes: [Graph.Node(columns: [[.init(width: 10, height: 10)]])],
            edges: [.init(tail: .init(node: 0), head: .init(node: 1))]),
        Graph(
            nodes: [Graph.Node(columns: [[.init(width: 10, height: 10)]])],
            edges: [.init(tail: .init(node: 0, port: 3), head: .init(node: 0))]),
        Graph(
            nodes: [Graph.Node(columns: [[.init(width: 10, height: 10)]])],
            edges: [.init(tail: .init(node: 0), head: .init(node: 0), minimumLength: 1 << 31)]),
        Graph(nodeSeparation: .infinity),
    ])
    func whatCrashesOrHangsTheEngineIsRefused(_ graph: Graph) {
        #expect {
            try Graphviz.withLayout(of: graph) { _ in }
        } throws: {
            if case GraphvizError.refused(let reason) = $0 { !reason.isEmpty } else { false }
        }
    }
}

@Suite struct ErrorLogTests {
    @Test func fragmentsBecomeMessages() {
        let messages = ErrorLog.assemble(
            "Error: lost 1 0\n edge\nWarning: cell size too small for content\nError: two\n")
        #expect(messages.errors == ["lost 1 0  edge", "two"])
        #expect(messages.warnings == ["cell size too small for content"])
    }
}

@Suite struct PluginFolderTests {
    @Test func theVariableComesFirst() {
        #expect(PluginFolder(override: "/opt/gv", libraryPath: "/usr/lib/libgvc.so.6").candidates == ["/opt/gv"])
        #expect(PluginFolder(override: "", libraryPath: "/usr/lib/libgvc.so.6").candidates == ["/usr/lib/graphviz"])
        #expect(PluginFolder(override: nil, libraryPath: nil).candidates == [])
    }

    @Test func aFolderWithoutPluginsIsAnErrorWithAWayOut() throws {
        #expect {
            _ = try PluginFolder(override: "/nowhere", libraryPath: nil).plugin("core")
        } throws: {
            "\($0)".contains("/nowhere") && "\($0)".contains("GVBINDIR") && "\($0)".contains("install")
        }
    }

    @Test func aPluginThatIsThereIsOpened() throws {
        let plugin = try PluginFolder.current.plugin("core")
        #expect(plugin.symbol == "gvplugin_core_LTX_library")
    }
}
