import Diagnostics
import ScenarioCompiler
import Synchronization

/// The files that a scenario includes, and those that they include.
public struct IncludedFiles: Sendable {
    /// Those that are there, in the order in which they are read.
    public var files: [SourceFile]
    /// The paths of all that are named, also where nothing is there yet.
    public var paths: [String]

    /// Reads them.
    ///
    /// - Parameters:
    ///   - file: the scenario.
    ///   - folder: what it may include lies in it.
    public init(of file: SourceFile, in folder: ScenarioFolder) {
        let log = Log()
        let reader = folder.reader
        _ = parseWithIncludes(
            file,
            reader: IncludeReader(path: reader.path) { path in
                let content = reader.read(path)
                log.add(folder.displayName(path), content)
                return content
            })
        (files, paths) = log.entries
    }

    private final class Log: Sendable {
        private let found = Mutex<(files: [SourceFile], paths: [String])>(([], []))

        func add(_ path: String, _ content: IncludeReader.Content) {
            found.withLock { found in
                found.paths.append(path)
                if case .file(let file) = content { found.files.append(file) }
            }
        }

        var entries: (files: [SourceFile], paths: [String]) { found.withLock { $0 } }
    }
}
