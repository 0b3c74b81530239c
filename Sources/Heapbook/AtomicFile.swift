import Foundation

/// Writes files so that a reader sees the old content or the new one, whole, and never a part of either.
public enum AtomicFile {
    /// Why a file could not be written.
    ///
    /// The text is the system's own.
    public struct Failure: Error, Equatable, Sendable, CustomStringConvertible {
        /// The file that was to be written.
        public var path: String
        /// What was being done, such as `create a file beside it`.
        public var action: String
        /// The system's number for the cause.
        public var code: Int32

        /// The file, what failed and the system's reason in one sentence.
        public var description: String {
            "cannot \(action) '\(path)': \(String(cString: strerror(code)))"
        }
    }

    /// Writes `bytes` to the file at `path`.
    ///
    /// A regular file, or one that is not there yet, is written under a name of its own in the same folder, brought to
    /// the disk and then renamed; on failure the old file stays as it was and nothing stays beside it. A file that is
    /// replaced keeps its permissions and, where this user may say so, its owner; a new one has the user's default ones.
    /// A symbolic link to a file stays, and the file is replaced. What is no regular file (a terminal, a pipe,
    /// `/dev/null`) is written directly, and so is what this process has open already (`/dev/stdout`, `/dev/fd/3`),
    /// from where it stands.
    ///
    /// - Throws: ``Failure``, for a folder with the code `EISDIR`.
    public static func write(_ bytes: [UInt8], to path: String) throws(Failure) {
        if let open = descriptor(named: path) {
            return try writeAndClose(dup(open), bytes, sync: false, named: path)
        }
        let target = resolved(path)
        var status = stat()
        guard stat(target, &status) == 0 else {
            guard errno == ENOENT else { throw failure("write", path) }
            return try replace(target, with: bytes, old: nil, named: path)
        }
        switch status.st_mode & S_IFMT {
        case S_IFDIR: throw Failure(path: path, action: "write", code: EISDIR)
        case S_IFREG: try replace(target, with: bytes, old: status, named: path)
        default: try writeAndClose(open(target, O_WRONLY | O_CLOEXEC), bytes, sync: false, named: path)
        }
    }

    /// Writes `bytes` to a new file at `path`; whatever is there already stays as it is.
    ///
    /// A reader sees the whole file or none.
    ///
    /// - Throws: ``Failure``, with the code `EEXIST` where something is there.
    public static func create(_ bytes: [UInt8], at path: String) throws(Failure) {
        let (file, temporary) = try createBeside(path, named: path)
        defer { unlink(temporary) }
        try writeAndClose(file, bytes, sync: true, named: path)
        guard link(temporary, path) == 0 else { throw failure("create", path) }
        syncFolder(of: path)
    }

    /// - Parameter sync: whether the bytes are to be on the disk before the file is closed.
    private static func writeAndClose(
        _ file: Int32, _ bytes: [UInt8], sync: Bool, named path: String
    ) throws(Failure) {
        guard file >= 0 else { throw failure("open", path) }
        let written = writeAll(bytes, to: file) && (!sync || fsync(file) == 0)
        let code = errno
        let closed = close(file) == 0
        guard written else { throw Failure(path: path, action: "write", code: code) }
        guard closed else { throw failure("close", path) }
    }

    /// - Parameter old: what is known of the file that is replaced, or nil where there is none.
    private static func replace(
        _ target: String, with bytes: [UInt8], old: stat?, named path: String
    ) throws(Failure) {
        if old != nil, access(target, W_OK) != 0 { throw failure("write", path) }
        let (file, temporary) = try createBeside(target, named: path)
        do throws(Failure) {
            if let old { inherit(from: old, file) }
            try writeAndClose(file, bytes, sync: true, named: path)
            guard rename(temporary, target) == 0 else { throw failure("replace", path) }
        } catch {
            unlink(temporary)
            throw error
        }
        syncFolder(of: target)
    }

    /// Gives the file the owner and the permissions of the one it replaces, as far as this user may.
    private static func inherit(from old: stat, _ file: Int32) {
        _ = fchown(file, old.st_uid, old.st_gid)
        _ = fchmod(file, old.st_mode & 0o7777)
    }

    /// A new, empty file in the folder of `target`, open for writing, under a name that no other file has.
    private static func createBeside(_ target: String, named path: String) throws(Failure) -> (Int32, String) {
        for attempt in 0..<100 {
            let temporary = "\(folder(of: target))/.heapbook-\(getpid())-\(attempt)~"
            let file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
            if file >= 0 { return (file, temporary) }
            guard errno == EEXIST else { break }
        }
        throw failure("create a file beside", path)
    }

    /// Whether every byte was taken; `errno` says why not.
    private static func writeAll(_ bytes: [UInt8], to file: Int32) -> Bool {
        bytes.withUnsafeBytes { bytes in
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = Foundation.write(file, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
                if count >= 0 {
                    rest = rest.dropFirst(count)
                } else if errno != EINTR {
                    return false
                }
            }
            return true
        }
    }

    /// Brings the rename to the disk.
    ///
    /// The new content is whole either way, so a file system that cannot is no failure.
    private static func syncFolder(of target: String) {
        let folder = open(folder(of: target), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { return }
        fsync(folder)
        close(folder)
    }

    /// The number of the open file that the path stands for, or nil for any other path.
    private static func descriptor(named path: String) -> Int32? {
        switch path {
        case "/dev/stdout": return 1
        case "/dev/stderr": return 2
        default:
            let folders = ["/dev/fd/", "/proc/self/fd/"]
            guard let folder = folders.first(where: path.hasPrefix) else { return nil }
            return Int32(path.dropFirst(folder.count))
        }
    }

    /// The path with symbolic links followed, where the file is there; else as it is.
    private static func resolved(_ path: String) -> String {
        guard let real = realpath(path, nil) else { return path }
        defer { free(real) }
        return String(cString: real)
    }

    private static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    private static func failure(_ action: String, _ path: String) -> Failure {
        Failure(path: path, action: action, code: errno)
    }
}
