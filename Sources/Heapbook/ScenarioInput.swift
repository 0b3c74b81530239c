import Diagnostics
import Foundation

/// A scenario's text as it was read, and what to call it.
public struct ScenarioInput: Sendable {
    /// The text.
    public var file: SourceFile
    /// The file's name without folder and extension; `stdin` for standard input.
    public var id: String
    /// Where the files that it includes are looked for: the folder that it lies in, the current one for standard input.
    public var folder: ScenarioFolder

    /// Why no text could be read.
    public enum Failure: Error, Equatable, Sendable, CustomStringConvertible {
        /// There is nothing at this path.
        case missing(String)
        /// A folder is at this path.
        case isFolder(String)
        /// The system's own words.
        case unreadable(path: String, reason: String)
        /// More bytes than a scenario may have.
        case tooLarge(path: String)

        /// The cause and a way out.
        public var description: String {
            switch self {
            case .missing(let path): "there is no file '\(path)'"
            case .isFolder(let path):
                "'\(path)' is a folder; name a scenario file in it, such as '\(path)/example.heap'"
            case .unreadable(let path, let reason): "'\(path)' cannot be read: \(reason)"
            case .tooLarge(let path):
                "'\(path)' has more than \(ScenarioInput.mostBytes / 1_048_576) MiB; no scenario is that long"
            }
        }
    }

    /// The longest text that is read.
    public static let mostBytes = 64 * 1_048_576

    /// Reads a scenario from a file, or from standard input where the path is `-`.
    ///
    /// - Throws: ``Failure``.
    public init(path: String) throws(Failure) {
        if path == "-" {
            let bytes = [UInt8](FileHandle.standardInput.readDataToEndOfFile())
            guard bytes.count <= Self.mostBytes else { throw .tooLarge(path: "<stdin>") }
            self.init(
                file: SourceFile(name: "<stdin>", bytes: bytes), id: "stdin",
                folder: ScenarioFolder(path: ".", scenario: "<stdin>"))
            return
        }
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { throw .missing(path) }
        if isFolder.boolValue { throw .isFolder(path) }
        let url = URL(fileURLWithPath: path)
        let bytes: [UInt8]
        do {
            let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
            if size > Self.mostBytes { throw Failure.tooLarge(path: path) }
            bytes = [UInt8](try Data(contentsOf: url))
        } catch let failure as Failure {
            throw failure
        } catch {
            let cause = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
            throw .unreadable(path: path, reason: (cause ?? error as NSError).localizedDescription)
        }
        self.init(
            file: SourceFile(name: path, bytes: bytes), id: url.deletingPathExtension().lastPathComponent,
            folder: ScenarioFolder(path: url.deletingLastPathComponent().relativePath, scenario: url.lastPathComponent))
    }

    private init(file: SourceFile, id: String, folder: ScenarioFolder) {
        self.file = file
        self.id = id
        self.folder = folder
    }
}
