// Markdown: GitHub's dialect, read by cmark-gfm, as a tree of Swift values.
//
// In:  the text of a chapter or of a note.
// Out: a `MarkdownDocument` (blocks, inlines, footnotes, each block and each link with its line), and HTML from it
//      through `HTMLRenderer`.
//
// 1. `MarkdownDocument.parse` hands the text to cmark-gfm (tables, footnotes, strikethrough, autolinks, typographic
//    quotes) and copies its tree; nothing of the C library outlives the call. This is the only importer of CCMark.
//    `QuotationMarks` turns those around that come out the wrong way beside code.
// 2. `HTMLRenderer` writes the tree as HTML. What depends on the book (where a link leads, a heading's id) comes in
//    through hooks.
//
// Raw HTML never reaches a page: a tag is kept in the tree as what it is, so that whoever loads a chapter can report
// it with its line, and the renderer writes it as visible text. Comments are left out. A book so stays valid in every
// form it is rendered to, and a note cannot break the page around it.

import CCMark
import Synchronization

/// A Markdown text as a tree.
public struct MarkdownDocument: Equatable, Sendable {
    /// The blocks in the order of the text.
    public var blocks: [MarkdownBlock]
    /// The footnotes that the text refers to, in the order of their numbers; the first is number 1.
    public var footnotes: [MarkdownFootnote]

    /// A document of these blocks.
    public init(blocks: [MarkdownBlock] = [], footnotes: [MarkdownFootnote] = []) {
        self.blocks = blocks
        self.footnotes = footnotes
    }
}

/// A footnote: what stands at the end of the page.
public struct MarkdownFootnote: Equatable, Sendable {
    /// The footnote's text.
    public var blocks: [MarkdownBlock]
}

/// One block: a paragraph, a list, a table.
public struct MarkdownBlock: Equatable, Sendable {
    /// What the block is, and what it holds.
    public var content: Content
    /// The first and the last line of the block in the text that was parsed, from 1.
    public var lines: ClosedRange<Int>

    /// The kinds of blocks.
    public indirect enum Content: Equatable, Sendable {
        /// A heading of level 1 to 6.
        case heading(level: Int, [MarkdownInline])
        /// A paragraph.
        case paragraph([MarkdownInline])
        /// A code block: the first word after the fence, empty where there is none, and the text with its line ends.
        case code(language: String, text: String)
        /// A list; `start` is the first number of an ordered one. In a tight list paragraphs have no room between them.
        case list(start: Int?, tight: Bool, items: [[MarkdownBlock]])
        /// A quotation.
        case quote([MarkdownBlock])
        /// A table: an alignment for each column, the header's cells, the rows.
        case table(columns: [ColumnAlignment], header: [[MarkdownInline]], rows: [[[MarkdownInline]]])
        /// A thematic break.
        case rule
        /// Raw HTML, as written.
        case html(String)
    }

    /// How a column of a table is aligned.
    public enum ColumnAlignment: Equatable, Sendable {
        /// As the page aligns text.
        case natural
        /// At the left.
        case left
        /// Centred.
        case center
        /// At the right.
        case right
    }
}

/// A run of text inside a block.
public indirect enum MarkdownInline: Equatable, Sendable {
    /// Plain text.
    case text(String)
    /// Code, without its backticks.
    case code(String)
    /// Emphasis.
    case emphasis([MarkdownInline])
    /// Strong emphasis.
    case strong([MarkdownInline])
    /// Struck through.
    case strikethrough([MarkdownInline])
    /// A link: the destination as written, its title, the text, and the line it stands in.
    case link(destination: String, title: String, [MarkdownInline], line: Int)
    /// A picture: the file as written, its title, the alternative text, and the line it stands in.
    case image(source: String, title: String, alternative: String, line: Int)
    /// A reference to the footnote of this number, from 1; `occurrence` counts the references to it, from 1.
    case footnoteReference(number: Int, occurrence: Int)
    /// A line end inside a paragraph.
    case softBreak
    /// A line break that the author asked for.
    case lineBreak
    /// Raw HTML, as written, and the line it stands in.
    case html(String, line: Int)
}

extension MarkdownInline {
    /// The characters of the run without any markup, as a heading's anchor or a picture's alternative text needs them.
    public var plainText: String {
        switch self {
        case .text(let text), .code(let text): text
        case .emphasis(let inner), .strong(let inner), .strikethrough(let inner): inner.plainText
        case .link(_, _, let inner, _): inner.plainText
        case .image(_, _, let alternative, _): alternative
        case .softBreak, .lineBreak: " "
        case .footnoteReference, .html: ""
        }
    }
}

extension Array where Element == MarkdownInline {
    /// The characters of the runs without any markup.
    public var plainText: String { map(\.plainText).joined() }
}

/// What an author may use beside the common dialect.
public struct MarkdownOptions: OptionSet, Sendable {
    /// A bit for each option.
    public let rawValue: Int

    /// A set of options from its bits.
    public init(rawValue: Int) { self.rawValue = rawValue }

    /// `[^name]` refers to a footnote.
    public static let footnotes = MarkdownOptions(rawValue: 1)
}

extension MarkdownDocument {
    /// Reads a text.
    ///
    /// Every text is a Markdown text: there are no errors, only what the tree says.
    ///
    /// - Parameters:
    ///   - text: the text; bytes that are no UTF-8 must have been replaced before.
    ///   - firstLine: the number that the text's first line has in its file, so that places in the tree are places in
    ///     the file.
    ///   - options: extensions beyond tables, strikethrough and autolinks, which are always on.
    public static func parse(_ text: String, firstLine: Int = 1, options: MarkdownOptions = [.footnotes]) -> Self {
        cmarkLock.withLock { _ in
            var flags = CMARK_OPT_SMART | CMARK_OPT_VALIDATE_UTF8
            if options.contains(.footnotes) { flags |= CMARK_OPT_FOOTNOTES }
            guard let parser = cmark_parser_new(flags) else { return MarkdownDocument() }
            defer { cmark_parser_free(parser) }
            for name in ["table", "strikethrough", "autolink"] {
                if let found = cmark_find_syntax_extension(name) {
                    cmark_parser_attach_syntax_extension(parser, found)
                }
            }
            var text = text
            text.withUTF8 { bytes in
                bytes.withMemoryRebound(to: CChar.self) { cmark_parser_feed(parser, $0.baseAddress, $0.count) }
            }
            guard let root = cmark_parser_finish(parser) else { return MarkdownDocument() }
            defer { cmark_node_free(root) }
            var importer = TreeImporter(firstLine: firstLine)
            return importer.document(root)
        }
    }
}

/// cmark-gfm keeps its tables of special characters and of extensions in static variables and changes them while it
/// parses, so one text is parsed at a time.
private let cmarkLock: Mutex<Void> = {
    cmark_gfm_core_extensions_ensure_registered()
    return Mutex(())
}()
