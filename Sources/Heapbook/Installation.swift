import Foundation

#if canImport(Darwin)
    import Darwin
#endif

/// Where the files that ship with the tool are: the templates, and the source of the guide.
///
/// It is found in this order, and the first place that is named decides:
///
/// 1. The folder in the environment variable `HEAPBOOK_SHARE`, where that is set.
/// 2. `../share/heapbook` from the folder of the executable, as `make install` puts it.
/// 3. The checkout of the package that the executable was built in: the nearest folder above it with `Package.swift`
///    and `Templates`.
public struct Installation: Equatable, Sendable {
    /// The environment variable that names the folder.
    public static let variable = "HEAPBOOK_SHARE"

    /// The folder of what a user may replace without touching the program.
    public var templates: String
    /// The folder of the guide's own source, with its book file.
    public var guide: String

    /// Why the files were not found.
    public enum Failure: Error, Equatable, Sendable, CustomStringConvertible {
        /// The folder that the variable names lacks one of the two folders.
        case incomplete(share: String, missing: String)
        /// None of these places has them.
        case notFound(searched: [String])
        /// The system does not say where the executable is.
        case noExecutable

        /// The cause and a way out.
        public var description: String {
            switch self {
            case .incomplete(let share, let missing):
                "'\(share)', which \(variable) names, has no folder '\(missing)'; name the folder "
                    + "share/heapbook of an installation, or unset \(variable)"
            case .notFound(let searched):
                "the templates and the guide are neither in \(searched.map { "'\($0)'" }.joined(separator: " nor in ")) "
                    + "nor in a checkout around it; run 'make install', or set \(variable) to the folder that has "
                    + "'Templates' and 'Guide'"
            case .noExecutable:
                "the system does not say where this program is; set \(variable) to the folder that has 'Templates' "
                    + "and 'Guide'"
            }
        }
    }

    /// The installation that this process belongs to.
    ///
    /// - Parameter environment: the process's environment, or another one.
    /// - Throws: ``Failure`` where neither the variable nor the place of the executable leads to the files.
    public static func current(
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws(Failure) -> Installation {
        if let share = environment[variable], !share.isEmpty { return try Installation(named: share) }
        guard let executable = executablePath() else { throw .noExecutable }
        return try Installation(executable: executable)
    }

    /// The installation in a folder that somebody named.
    package init(named share: String) throws(Failure) {
        let installation = Installation(templates: "\(share)/Templates", guide: "\(share)/Guide")
        guard isFolder(installation.templates) else { throw .incomplete(share: share, missing: "Templates") }
        guard isFolder(installation.guide) else { throw .incomplete(share: share, missing: "Guide") }
        self = installation
    }

    /// The installation around an executable.
    ///
    /// - Parameter executable: its absolute path, with symbolic links followed.
    package init(executable: String) throws(Failure) {
        let folder = URL(filePath: executable).deletingLastPathComponent()
        let share = folder.deletingLastPathComponent().appending(path: "share/heapbook").path
        if let installed = try? Installation(named: share) {
            self = installed
        } else if let checkout = Self.checkout(around: folder) {
            self = checkout
        } else {
            throw .notFound(searched: [share])
        }
    }

    private init(templates: String, guide: String) {
        self.templates = templates
        self.guide = guide
    }

    private static func checkout(around start: URL) -> Installation? {
        var folder = start.standardizedFileURL
        while folder.path != "/" {
            let root = folder.path
            if FileManager.default.fileExists(atPath: "\(root)/Package.swift"), isFolder("\(root)/Templates") {
                return Installation(templates: "\(root)/Templates", guide: "\(root)/Sources/Guide")
            }
            folder.deleteLastPathComponent()
        }
        return nil
    }

    /// The path of the running program with symbolic links followed.
    ///
    /// What differs between systems stands here alone.
    private static func executablePath() -> String? {
        #if canImport(Darwin)
            var size: UInt32 = 0
            _NSGetExecutablePath(nil, &size)
            var buffer = [CChar](repeating: 0, count: Int(size))
            guard _NSGetExecutablePath(&buffer, &size) == 0, let path = realpath(buffer, nil) else { return nil }
        #else
            guard let path = realpath("/proc/self/exe", nil) else { return nil }
        #endif
        defer { free(path) }
        return String(cString: path)
    }
}

private func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
}
