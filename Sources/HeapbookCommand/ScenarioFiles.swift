import Foundation

/// The file itself, or the scenarios below a folder, by name.
///
/// - Parameter endings: what the names of scenarios in a folder end in.
func scenarioFiles(_ path: String, endings: [String] = [".heap", ".py"]) throws -> [String] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
        return [path]
    }
    return try FileManager.default.subpathsOfDirectory(atPath: path)
        .filter { name in endings.contains { name.hasSuffix($0) } }.sorted()
        .map { path.hasSuffix("/") ? path + $0 : "\(path)/\($0)" }
}
