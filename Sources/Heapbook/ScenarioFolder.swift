import Diagnostics
import ScenarioCompiler

/// The folder whose files a scenario may include; nothing outside it is read.
public struct ScenarioFolder: Hashable, Sendable {
    /// The path of the folder.
    public var path: String
    /// The scenario's own path in it.
    public var scenario: String

    /// A folder and the scenario in it.
    public init(path: String, scenario: String) {
        self.path = path
        self.scenario = scenario
    }

    /// The path, from where the process is, of a file of the folder.
    func displayName(_ path: String) -> String { FolderReader(self.path).displayName(path) }

    var reader: IncludeReader {
        let folder = FolderReader(path)
        return IncludeReader(path: scenario) { path in
            switch folder.read(path) {
            case .file(let bytes):
                bytes.count > ScenarioInput.mostBytes
                    ? .refused("it has more than \(ScenarioInput.mostBytes / 1_048_576) MiB")
                    : .file(SourceFile(name: folder.displayName(path), bytes: bytes))
            case .missing: .missing
            case .folder: .refused("it is a folder")
            case .unreadable(let reason): .refused(reason)
            }
        }
    }
}
