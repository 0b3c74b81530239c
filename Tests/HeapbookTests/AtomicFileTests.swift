import Foundation
import Heapbook
import Testing

@Suite struct AtomicFileTests {
    private let root: TemporaryFolder

    init() throws {
        root = try TemporaryFolder()
    }

    private func content(_ path: String) throws -> String {
        try String(contentsOfFile: path, encoding: .utf8)
    }

    private func permissions(_ path: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        return try #require(attributes[.posixPermissions] as? Int)
    }

    private func failure(writing bytes: [UInt8] = [], to path: String) throws -> AtomicFile.Failure {
        try #require(throws: AtomicFile.Failure.self) { try AtomicFile.write(bytes, to: path) }
    }

    @Test func writesANewFileAndLeavesNothingBesideIt() throws {
        let bytes = (0..<300_000).map { UInt8(truncatingIfNeeded: $0) }
        try AtomicFile.write(bytes, to: "\(root.path)/new")
        #expect(try Data(contentsOf: URL(filePath: "\(root.path)/new")) == Data(bytes))
        #expect(try root.names == ["new"])
        #expect(try permissions("\(root.path)/new") & 0o600 == 0o600)
    }

    @Test func replacesAFileAndKeepsItsPermissions() throws {
        let path = try root.file("old", "a longer text that was there before")
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
        try AtomicFile.write(Array("new".utf8), to: path)
        #expect(try content(path) == "new")
        #expect(try permissions(path) == 0o640)
        #expect(try root.names == ["old"])
    }

    @Test func givesAReaderOfTheOldFileTheOldContent() throws {
        let path = try root.file("old", "old")
        let reader = try #require(FileHandle(forReadingAtPath: path))
        try AtomicFile.write(Array("new".utf8), to: path)
        #expect(try reader.readToEnd() == Data("old".utf8))
    }

    @Test func followsASymbolicLinkAndLeavesItThere() throws {
        let path = try root.file("real", "old")
        let link = "\(root.path)/link"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "real")
        try AtomicFile.write(Array("new".utf8), to: link)
        #expect(try content(path) == "new")
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == "real")
    }

    @Test func refusesAFolder() throws {
        let path = try root.folder("folder")
        let failure = try failure(to: path)
        #expect(failure.code == EISDIR)
        #expect(failure.description == "cannot write '\(path)': Is a directory")
        #expect(try root.names == ["folder"])
    }

    @Test func refusesAFolderThatIsNotThere() throws {
        let path = "\(root.path)/missing/file"
        #expect(try failure(to: path).code == ENOENT)
        #expect(try root.names.isEmpty)
    }

    @Test func refusesAPathThroughAFile() throws {
        let path = try root.file("file", "old")
        #expect(try failure(to: "\(path)/inside").code == ENOTDIR)
        #expect(try content(path) == "old")
    }

    @Test func refusesANameThatIsTooLong() throws {
        #expect(try failure(to: "\(root.path)/\(String(repeating: "n", count: 300))").code == ENAMETOOLONG)
        #expect(try root.names.isEmpty)
    }

    @Test(.enabled(if: getuid() != 0, "root may write everywhere"))
    func leavesTheOldFileInAFolderThatIsReadOnly() throws {
        let path = try root.file("old", "old")
        try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: root.path)
        defer { try? FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: root.path) }
        #expect(try failure(writing: Array("new".utf8), to: path).code == EACCES)
        #expect(try content(path) == "old")
        #expect(try root.names == ["old"])
    }

    @Test func refusesAFolderThatTakesNoFile() throws {
        #expect(try [ENOENT, EACCES, EPERM].contains(failure(to: "/proc/heapbook-test").code))
    }

    @Test func createsWhatIsNotThereAndNothingElse() throws {
        let path = "\(root.path)/new"
        try AtomicFile.create(Array("first".utf8), at: path)
        #expect(try content(path) == "first")
        #expect {
            try AtomicFile.create(Array("second".utf8), at: path)
        } throws: {
            ($0 as? AtomicFile.Failure)?.code == EEXIST
        }
        #expect(try content(path) == "first")
        #expect(try root.names == ["new"])
    }

    @Test func aLinkThatLeadsNowhereIsNoNewFile() throws {
        let path = "\(root.path)/link"
        #expect(symlink("nowhere", path) == 0)
        #expect(throws: AtomicFile.Failure.self) { try AtomicFile.create([1], at: path) }
        #expect(try root.names == ["link"])
    }

    @Test func writesADeviceDirectly() throws {
        try AtomicFile.write(Array("text".utf8), to: "/dev/null")
        var status = stat()
        #expect(stat("/dev/null", &status) == 0)
        #expect(status.st_mode & S_IFMT == S_IFCHR, "it is still a device")
    }

    @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full"), "Linux alone has /dev/full"))
    func saysWhenADeviceIsFull() throws {
        let failure = try failure(writing: [1], to: "/dev/full")
        #expect(failure.code == ENOSPC)
        #expect(failure.description == "cannot write '/dev/full': No space left on device")
    }

    @Test func writesAPipeDirectly() throws {
        let path = "\(root.path)/pipe"
        #expect(mkfifo(path, 0o600) == 0)
        let end = open(path, O_RDONLY | O_NONBLOCK)
        let reader = FileHandle(fileDescriptor: end, closeOnDealloc: true)
        try AtomicFile.write(Array("through".utf8), to: path)
        #expect(try reader.read(upToCount: 100) == Data("through".utf8))
        #expect(try root.names == ["pipe"])
    }

    @Test(arguments: ["/dev/fd", "/proc/self/fd"])
    func goesOnWhereAnOpenFileStands(folder: String) throws {
        let path = try root.file("log", "before, ")
        let file = open(path, O_WRONLY | O_APPEND)
        defer { close(file) }
        try AtomicFile.write(Array("after".utf8), to: "\(folder)/\(file)")
        #expect(try content(path) == "before, after")
    }

    @Test func refusesAnOpenFileThatIsNone() throws {
        #expect(try failure(to: "/dev/fd/98765").code == EBADF)
    }
}
