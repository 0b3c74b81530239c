import CFiles
import Foundation
import Guidebook

/// A folder that a build replaces whole.
///
/// The files are written into a new folder beside the destination, and the two change places in one step. Whatever
/// goes wrong before that step leaves the destination as it was. A folder that holds anything and was not made here
/// (it has no marker file) is never replaced.
public struct OutputFolder: Sendable {
    /// The file that says that a folder was made by a build and may be replaced by the next.
    public static let marker = ".heapbook"

    /// The destination as given.
    public let path: String

    /// Why a folder was not written.
    ///
    /// The destination is as it was.
    public enum Failure: Error, Equatable, CustomStringConvertible {
        /// The destination holds files and no marker.
        case notOurs(String)
        /// The destination is a file.
        case notAFolder(String)
        /// The path of an output file leads out of the folder or names another one's folder.
        case badPath(String)
        /// A file or folder cannot be written, and why.
        case cannotWrite(path: String, reason: String)

        /// The failure in a sentence, with the way out.
        public var description: String {
            switch self {
            case .notOurs(let path):
                "`\(path)` holds files and was not made by heapbook, so it is left alone; "
                    + "name another folder, or empty this one"
            case .notAFolder(let path): "`\(path)` is a file; name a folder"
            case .badPath(let path): "the output file `\(path)` has no place in the folder"
            case .cannotWrite(let path, let reason): "`\(path)` cannot be written: \(reason)"
            }
        }
    }

    /// The folder at a path.
    ///
    /// Nothing is touched until ``replace(with:)``.
    public init(_ path: String) {
        self.path = path
    }

    /// Whether a build may write here: the folder is not there, is empty, or has the marker.
    ///
    /// Worth asking before a long build; ``replace(with:)`` asks again.
    public func check() throws(Failure) {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: destination, isDirectory: &isFolder) else { return }
        guard isFolder.boolValue else { throw .notAFolder(path) }
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: destination)
        } catch {
            throw .cannotWrite(path: path, reason: error.localizedDescription)
        }
        guard names.isEmpty || names.contains(Self.marker) else { throw .notOurs(path) }
    }

    /// Replaces everything in the folder by these files.
    ///
    /// Parent folders that are missing are made.
    public func replace(with files: [OutputFile]) throws(Failure) {
        try check()
        for file in files { try checkPath(file.path) }
        let target = URL(fileURLWithPath: destination)
        let parent = target.deletingLastPathComponent()
        // The process's number keeps two builds that run at once apart; it is in no output.
        let fresh = parent.appendingPathComponent(
            ".\(target.lastPathComponent).heapbook-\(ProcessInfo.processInfo.processIdentifier)")
        try attempt(parent.path) {
            try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
        }
        try remove(fresh)
        do {
            try write(files, to: fresh)
            try swap(fresh, with: target)
        } catch {
            // What is left of a failed build must not hide why it failed.
            try? FileManager.default.removeItem(at: fresh)
            throw error
        }
        // What stands there now is the former content. Should it not go away, the site is in its place all the same.
        try? FileManager.default.removeItem(at: fresh)
    }

    /// The folder itself where the path is a link to it.
    private var destination: String {
        URL(fileURLWithPath: path).standardizedFileURL.resolvingSymlinksInPath().path
    }

    private func checkPath(_ path: String) throws(Failure) {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        let isBad = parts.contains { $0.isEmpty || $0 == "." || $0 == ".." || $0.contains("\0") }
        if isBad || path == Self.marker { throw .badPath(path) }
    }

    private func write(_ files: [OutputFile], to folder: URL) throws(Failure) {
        let note = "This folder was made by heapbook. The next build replaces everything in it.\n"
        let marker = OutputFile(path: Self.marker, text: note)
        var folders: Set<String> = []
        for file in [marker] + files.sorted(by: { $0.path < $1.path }) {
            let place = folder.appendingPathComponent(file.path)
            let parent = place.deletingLastPathComponent()
            try attempt(file.path) {
                if folders.insert(parent.path).inserted {
                    try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
                }
                try Data(file.bytes).write(to: place, options: .withoutOverwriting)
            }
        }
    }

    /// Puts the new folder in the place of the destination, and what was there in the place of the new folder.
    private func swap(_ fresh: URL, with target: URL) throws(Failure) {
        if !FileManager.default.fileExists(atPath: target.path) {
            try attempt(path) { try FileManager.default.moveItem(at: fresh, to: target) }
            return
        }
        if cfiles_exchange(fresh.path, target.path) == 0 { return }
        // A file system that cannot exchange two folders: move the old one aside, and back should the second fail.
        let aside = fresh.appendingPathExtension("old")
        try remove(aside)
        try attempt(path) { try FileManager.default.moveItem(at: target, to: aside) }
        do {
            try attempt(path) { try FileManager.default.moveItem(at: fresh, to: target) }
        } catch {
            try attempt(aside.path) { try FileManager.default.moveItem(at: aside, to: target) }
            throw error
        }
        try remove(aside)
    }

    private func remove(_ url: URL) throws(Failure) {
        guard FileManager.default.fileExists(atPath: url.path) else { return }
        try attempt(url.path) { try FileManager.default.removeItem(at: url) }
    }

    private func attempt(_ path: String, _ work: () throws -> Void) throws(Failure) {
        do {
            try work()
        } catch {
            let cause = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
            throw .cannotWrite(path: path, reason: (cause ?? error as NSError).localizedDescription)
        }
    }
}
