import CGraphviz

/// The one libgvc context of the process, with the stock layout plugins and our output device.
///
/// Never freed: each new context costs memory that libgvc does not give back, and the tables of a plugin library are
/// used until the process ends.
struct Engine {
    /// libgvc's `GVC_t`.
    let context: OpaquePointer

    /// Loads the plugins and makes the context.
    ///
    /// - Throws: `GraphvizError.noPlugins` where a plugin cannot be found or opened.
    init() throws {
        ErrorLog.install()
        let folder = PluginFolder.current
        var libraries = try ["core", "dot_layout"].map { name in
            let symbol = "gvplugin_\(name)_LTX_library"
            return lt_symlist_t(
                name: UnsafePointer(Immortal.string(symbol)), address: try folder.library(name, symbol: symbol))
        }
        libraries.append(
            lt_symlist_t(
                name: UnsafePointer(Immortal.string("gvplugin_heapbook_LTX_library")),
                address: UnsafeMutableRawPointer(OutputDevice.makeLibrary())))
        libraries.append(lt_symlist_t(name: nil, address: nil))
        guard let context = gvContextPlugins(Immortal.array(libraries), 0) else {
            throw GraphvizError.failed(operation: "make a context", messages: ErrorLog.take().all)
        }
        self.context = context
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
