import Foundation
import Guidebook

/// Reads files inside one folder, and nothing outside it: a symbolic link that leads out is not followed.
struct FolderReader: Sendable {
    let folder: String
    private let root: String

    init(_ folder: String) {
        self.folder = folder
        self.root = URL(fileURLWithPath: folder, isDirectory: true).resolvingSymlinksInPath().path
    }

    func displayName(_ path: String) -> String {
        folder == "." ? path : folder.hasSuffix("/") ? folder + path : "\(folder)/\(path)"
    }

    func read(_ path: String) -> BookSource.Content {
        let full = URL(fileURLWithPath: path.isEmpty ? root : "\(root)/\(path)").resolvingSymlinksInPath().path
        guard full == root || full.hasPrefix(root.hasSuffix("/") ? root : root + "/") else {
            return .unreadable("it is a link that leads out of the folder")
        }
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: full, isDirectory: &isFolder) else { return .missing }
        if isFolder.boolValue { return .folder }
        do {
            let type = try FileManager.default.attributesOfItem(atPath: full)[.type] as? FileAttributeType
            guard type == .typeRegular else { return .unreadable("it is not a regular file") }
            return .file([UInt8](try Data(contentsOf: URL(fileURLWithPath: full))))
        } catch {
            return .unreadable(Self.reason(error))
        }
    }

    /// The paths of all files, sorted; names that start with a dot are left out.
    func filePaths() throws(BookBuilder.Failure) -> [String] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: root, isDirectory: &isFolder), isFolder.boolValue else {
            throw .noFolder(folder)
        }
        do {
            return try FileManager.default.subpathsOfDirectory(atPath: root)
                .filter { !$0.split(separator: "/").contains { $0.hasPrefix(".") } }.sorted()
        } catch {
            throw .unreadable(path: folder, reason: Self.reason(error))
        }
    }

    private static func reason(_ error: any Error) -> String {
        let cause = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
        return (cause ?? error as NSError).localizedDescription
    }
}
