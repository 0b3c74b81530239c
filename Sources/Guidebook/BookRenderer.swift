import Diagnostics

/// Something that makes files of a book: a name and one function.
public protocol BookRenderer: Sendable {
    /// What it makes, in a word, such as `site`.
    var name: String { get }
    /// The files, as values; nothing is read and nothing is written.
    func render(_ context: RenderContext) -> RenderResult
}

/// All that a renderer is given.
public struct RenderContext: Sendable {
    /// The book, every link resolved.
    public var book: Book
    /// The templates of this renderer by file name, a user's own in place of those that ship.
    ///
    /// A name may hold slashes.
    public var templates: [String: SourceFile]

    /// A context.
    public init(book: Book, templates: [String: SourceFile]) {
        self.book = book
        self.templates = templates
    }
}

/// What a renderer gives back.
public struct RenderResult: Sendable {
    /// The files, sorted by path; empty where there are errors.
    public var files: [OutputFile]
    /// What is wrong with a template or the book, if anything is.
    public var diagnostics: [Diagnostic]

    /// A result; the files are sorted by path.
    public init(files: [OutputFile], diagnostics: [Diagnostic] = []) {
        self.files = files.sorted { $0.path < $1.path }
        self.diagnostics = diagnostics
    }
}

/// A file to be written.
public struct OutputFile: Equatable, Sendable {
    /// The path inside the output folder, with `/` between its parts.
    public var path: String
    /// What it holds.
    public var bytes: [UInt8]

    /// A file of bytes.
    public init(path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
    }

    /// A file of text.
    public init(path: String, text: String) {
        self.init(path: path, bytes: Array(text.utf8))
    }
}
