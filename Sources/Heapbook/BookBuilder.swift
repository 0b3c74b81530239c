import Diagnostics
import Foundation
import Guidebook

/// From a book's folder on disk to the files of its site, as values.
///
/// 1. Reads the book's folder and the folders of templates.
/// 2. Loads the book; a closure makes the figure of each scenario.
/// 3. Hands book and templates to a renderer.
///
/// Nothing is written: that is ``OutputFolder``'s work, once everything is there.
public struct BookBuilder: Sendable {
    /// The folder that holds `book.yml`.
    public var folder: String
    /// Folders of templates; a file of a later one stands in place of the same file in an earlier one.
    public var templateFolders: [String]

    /// A builder.
    public init(folder: String, templateFolders: [String]) {
        self.folder = folder
        self.templateFolders = templateFolders
    }

    /// What building a book gives.
    public struct Result: Sendable {
        /// The book; nil where it has errors.
        public var book: Book?
        /// The files of the site, sorted by path; empty where there are errors.
        public var files: [OutputFile]
        /// What there is to say about the book, its scenarios and the templates, in the order of the book.
        public var diagnostics: [Diagnostic]
    }

    /// Why a book could not even be looked at.
    public enum Failure: Error, Equatable, CustomStringConvertible {
        /// There is no folder at this path.
        case noFolder(String)
        /// The folder has no `book.yml`.
        case noBook(String)
        /// A folder or file cannot be read, and why.
        case unreadable(path: String, reason: String)

        /// The failure in a sentence, with the way out.
        public var description: String {
            switch self {
            case .noFolder(let path): "there is no folder `\(path)`"
            case .noBook(let path): "`\(path)` is no book: it has no book.yml"
            case .unreadable(let path, let reason): "`\(path)` cannot be read: \(reason)"
            }
        }
    }

    /// Builds the book with a renderer.
    ///
    /// - Parameters:
    ///   - renderer: what makes the pages, such as `SiteGenerator`.
    ///   - figure: makes the figure of a scenario from its file and the id it must have; called once for each file in
    ///     the order in which the book shows them.
    /// - Throws: a ``Failure`` where a folder cannot be read. What is wrong inside the book is in the result.
    public func build(
        with renderer: any BookRenderer, figure: (_ scenario: SourceFile, _ id: String) -> FigureResult
    ) throws(Failure) -> Result {
        let reader = FolderReader(folder)
        switch reader.read("") {
        case .folder: break
        case .unreadable(let reason): throw .unreadable(path: folder, reason: reason)
        case .file, .missing: throw .noFolder(folder)
        }
        switch reader.read("book.yml") {
        case .file: break
        case .unreadable(let reason): throw .unreadable(path: reader.displayName("book.yml"), reason: reason)
        case .folder, .missing: throw .noBook(folder)
        }
        let templates = try readTemplates()
        let source = BookSource(displayName: reader.displayName, read: reader.read)
        let (book, diagnostics) = Book.load(from: source, figure: figure)
        guard let book else { return Result(book: nil, files: [], diagnostics: diagnostics) }
        let rendered = renderer.render(RenderContext(book: book, templates: templates))
        let all = diagnostics + rendered.diagnostics
        return Result(book: book, files: containsError(all) ? [] : rendered.files, diagnostics: all)
    }

    private func readTemplates() throws(Failure) -> [String: SourceFile] {
        var templates: [String: SourceFile] = [:]
        for folder in templateFolders {
            let reader = FolderReader(folder)
            for path in try reader.filePaths() {
                switch reader.read(path) {
                case .file(let bytes):
                    templates[path] = SourceFile(name: reader.displayName(path), bytes: bytes)
                case .unreadable(let reason):
                    throw .unreadable(path: reader.displayName(path), reason: reason)
                case .folder, .missing: continue
                }
            }
        }
        return templates
    }
}

/// Reads files inside one folder, and nothing outside it: a symbolic link that leads out is not followed.
private struct FolderReader: Sendable {
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
