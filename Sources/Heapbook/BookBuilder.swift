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
