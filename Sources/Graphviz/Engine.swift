import CGraphviz

/// The one libgvc context of the process, with the stock layout plugins and our output device.
///
/// The plugin `dot_layout` marks nodes with a counter of 8 bits that lives as long as the plugin is loaded. When it
/// wraps around (the 256th search for components; a layout makes two, and two more for each pair of neighbours in a rank
/// that an edge joins), marks of another meaning look like its own, nodes are passed over, and memory that was freed is
/// used: a crash now and then, in libgraphviz 2.42, after some hundred layouts. So the plugin is loaded anew, with its
/// counter at zero, before it can come that far.
struct Engine {
    /// libgvc's `GVC_t`.
    private(set) var context: OpaquePointer
    private var layoutPlugin: PluginFolder.Plugin
    /// How many more searches the plugin's counter can bear.
    private var searchesLeft = Engine.searchesOfAPlugin

    /// One less than the 8 bits can hold, since 0 means not marked.
    private static let searchesOfAPlugin = 254

    /// The list of plugins that libgvc is given and keeps a pointer to; the last but one entry is the layout plugin's.
    private let list: UnsafeMutablePointer<lt_symlist_t>

    /// Loads the plugins and makes the context.
    ///
    /// - Throws: `GraphvizError.noPlugins` where a plugin cannot be found or opened.
    init() throws {
        ErrorLog.install()
        let core = try PluginFolder.current.plugin("core")
        layoutPlugin = try PluginFolder.current.plugin("dot_layout")
        list = Immortal.array([
            Self.entry(core.symbol, core.table),
            Self.entry("gvplugin_heapbook_LTX_library", UnsafeMutableRawPointer(OutputDevice.makeLibrary())),
            Self.entry(layoutPlugin.symbol, layoutPlugin.table),
            lt_symlist_t(name: nil, address: nil),
        ])
        context = try Self.makeContext(list)
    }

    private static func entry(_ symbol: String, _ table: UnsafeMutableRawPointer) -> lt_symlist_t {
        lt_symlist_t(name: UnsafePointer(Immortal.string(symbol)), address: table)
    }

    /// Loads the layout plugin anew where its counter might not last for this graph.
    ///
    /// - Throws: `GraphvizError.noPlugins`; the engine must not be used afterwards.
    mutating func makeRoom(for graph: Graph) throws {
        let most = 2 + 2 * graph.edges.count
        if searchesLeft < most, searchesLeft < Self.searchesOfAPlugin {
            gvFreeContext(context)
            layoutPlugin.close()
            layoutPlugin = try PluginFolder.current.plugin("dot_layout")
            list[2].address = layoutPlugin.table
            context = try Self.makeContext(list)
            searchesLeft = Self.searchesOfAPlugin
        }
        searchesLeft -= most
    }

    private static func makeContext(_ list: UnsafePointer<lt_symlist_t>) throws -> OpaquePointer {
        guard let context = gvContextPlugins(list, 0) else {
            throw GraphvizError.failed(operation: "make a context", messages: ErrorLog.take().all)
        }
        return context
    }
}

/// Memory that libgvc keeps pointers to until the process ends; made once, with the engine.
enum Immortal {
    /// The values one after another.
    static func array<Element>(_ values: [Element]) -> UnsafeMutablePointer<Element> {
        let memory = UnsafeMutablePointer<Element>.allocate(capacity: values.count)
        memory.initialize(from: values, count: values.count)
        return memory
    }

    /// A C string.
    static func string(_ text: String) -> UnsafeMutablePointer<CChar> {
        array(Array(text.utf8CString))
    }
}
