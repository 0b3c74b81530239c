import CGraphviz

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// Where Graphviz keeps its plugins. All that differs between systems stands in this file
/// (and the spelling of one symbol in the shim).
///
/// The folder is `$GVBINDIR` where that is set, as for Graphviz itself; else the folder `graphviz` beside libgvc, which
/// is where Debian, Fedora, Homebrew and Graphviz's own installation put it.
struct PluginFolder {
    #if canImport(Darwin)
        static let librarySuffix = "dylib"
        static let wayOut = "install Graphviz (brew install graphviz)"
    #else
        static let librarySuffix = "so"
        static let wayOut = "install Graphviz's library (on Debian and Ubuntu: apt-get install libgvc6)"
    #endif

    /// The folders to look in, in this order.
    let candidates: [String]

    /// The folders of this process.
    static var current: PluginFolder {
        PluginFolder(override: getenv("GVBINDIR").map { String(cString: $0) }, libraryPath: pathOfLibgvc())
    }

    /// The folders that follow from the variable `GVBINDIR` and from the path of libgvc.
    init(override: String?, libraryPath: String?) {
        if let override, !override.isEmpty {
            candidates = [override]
        } else if let libraryPath, let slash = libraryPath.lastIndex(of: "/") {
            candidates = [libraryPath[..<slash] + "/graphviz"]
        } else {
            candidates = []
        }
    }

    /// A plugin that is loaded.
    struct Plugin {
        /// The name of its table.
        let symbol: String
        /// Its table, a `gvplugin_library_t`.
        let table: UnsafeMutableRawPointer
        fileprivate let handle: UnsafeMutableRawPointer

        /// Unloads it; its table must not be used afterwards.
        func close() { dlclose(handle) }
    }

    /// Loads `libgvplugin_NAME`.
    ///
    /// - Throws: `GraphvizError.noPlugins`.
    func plugin(_ name: String) throws -> Plugin {
        let symbol = "gvplugin_\(name)_LTX_library"
        var tried: [String] = []
        for path in candidates.flatMap({ files(of: name, in: $0) }) {
            if let handle = dlopen(path, RTLD_NOW), let table = dlsym(handle, symbol) {
                return Plugin(symbol: symbol, table: table, handle: handle)
            }
            tried.append(dlerror().map { String(cString: $0) } ?? path)
        }
        let places = candidates.isEmpty ? "no folder (libgvc was not found either)" : candidates.joined(separator: ", ")
        throw GraphvizError.noPlugins(
            "Graphviz's plugin libgvplugin_\(name) cannot be used: looked in \(places)"
                + (tried.isEmpty ? "" : "; " + tried.joined(separator: "; "))
                + ". Way out: \(Self.wayOut), or set GVBINDIR to the folder that holds it")
    }

    /// The files that may be the plugin, the most exact version first: `.so.6.0.0`, `.so.6`, `.so` are the same file
    /// where all are there, and packages for users may hold any of them.
    private func files(of name: String, in folder: String) -> [String] {
        var found = glob_t()
        defer { globfree(&found) }
        guard glob("\(folder)/libgvplugin_\(name).*", 0, nil, &found) == 0, let paths = found.gl_pathv else {
            return []
        }
        return (0..<Int(found.gl_pathc)).compactMap { paths[$0].map { String(cString: $0) } }
            .filter { $0.split(separator: ".").contains(Substring(Self.librarySuffix)) }
            .sorted { ($0.utf8.count, $0) > ($1.utf8.count, $1) }
    }

    /// The path of the libgvc that this process runs with.
    private static func pathOfLibgvc() -> String? {
        guard let path = heapbook_libgvc_path() else { return nil }
        guard let real = realpath(path, nil) else { return String(cString: path) }
        defer { free(real) }
        return String(cString: real)
    }
}
