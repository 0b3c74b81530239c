import Diagnostics
import Guidebook
import Markdown

/// What the templates `chapter.mustache` and `index.mustache` are given.
///
/// Every field can be used in a template by its
/// name; a nil one is an empty section.
struct PageContext {
    /// The words of the interface by key.
    var text: [String: String]
    /// The book's title, subtitle, author and language; nil where the book has none.
    var bookTitle: String
    var bookSubtitle: String?
    var bookAuthor: String?
    var language: String
    /// The chapters, in order, for a list.
    var chapters: [ChapterContext]
    /// What the browser's tab shows.
    var documentTitle: String
    /// What a search engine shows below it.
    var description: String?
    /// The page's own heading and what stands below it.
    var title: String
    var summary: String?
    /// "Chapter 3" on a chapter's page.
    var eyebrow: String?
    /// The page's own file name.
    var address: String
    /// Whether this is the front page.
    var isFront: Bool
    /// Text and figures in order.
    var blocks: [BlockContext]
    /// The list of footnotes as HTML.
    var footnotes: String?
    /// The neighbours of a chapter.
    var previous: ChapterContext?
    var next: ChapterContext?
    /// Whether there is a neighbour at all.
    var hasNeighbour: Bool
    /// The first chapter, on the front page.
    var firstChapter: ChapterContext?
    /// The picture of the front page.
    var cover: CoverContext?
    /// Whether the book has pictures, which need a key on the front page.
    var hasFigures: Bool
}

/// A chapter in a list.
struct ChapterContext {
    var number: Int
    var title: String
    var summary: String
    var address: String
    /// Whether it is the page's own chapter.
    var isCurrent: Bool
}

/// A piece of a page: one of the two.
struct BlockContext {
    /// Text as HTML.
    var prose: String?
    /// A figure.
    var figure: FigureContext?
}

/// A figure for the step player.
struct FigureContext {
    var id: String
    var title: String
    /// The sentence below the title, as HTML. (Not `summary`: an empty section would find the page's.)
    var caption: String?
    /// The runtime's name.
    var runtime: String
    /// The level of its steps' headings: 2 to 6, one below the heading above.
    var level: Int
    /// Whether code and picture stand side by side (else one above the other).
    var isSideBySide: Bool
    /// Code that ran before the first step, as HTML.
    var setup: String?
    /// The label of the row of buttons.
    var controlsLabel: String
    var steps: [StepContext]
    /// Whether there is more than one step.
    var hasManySteps: Bool
}

/// A step of a figure.
struct StepContext {
    /// `cycle-3`.
    var anchor: String
    /// The step's number without its part, to mark its lines of code.
    var index: Int
    /// `3` or `4.2`.
    var number: String
    /// "Step 3 of 8".
    var label: String
    /// The title as HTML, and as text.
    var title: String
    var name: String
    /// Whether the step is called after its own statement, as in a file of plain statements.
    var isNamedByCode: Bool
    /// The code that ran, as HTML; nil where there is none.
    var code: String?
    /// The label of the picture.
    var pictureLabel: String
    var svg: String
    /// The note as HTML.
    var note: String?
    /// What the step printed, and the exception that ended it.
    var output: String?
    var raised: String?
    /// What the step changed, and the state of memory, in words, as HTML.
    var change: String?
    var words: String
}

/// The picture of the front page.
struct CoverContext {
    var svg: String
    /// The state of memory in words.
    var words: String
    /// The step's address.
    var address: String
    /// "From the chapter …".
    var label: String
}

/// Turns a book into what templates are given.
struct PageContexts {
    let book: Book
    let text: InterfaceText

    /// The path of a chapter's page.
    static func address(ofChapter slug: String) -> String { "\(slug).html" }

    /// The path of a file that is copied from the book.
    static func address(ofAsset path: String) -> String { "files/\(path)" }

    /// The front page.
    var front: PageContext {
        var page = base(address: "index.html", current: nil)
        page.isFront = true
        page.firstChapter = page.chapters.first
        page.title = book.title
        page.summary = optional(book.subtitle)
        page.documentTitle = book.title
        if let introduction = book.introduction { fill(&page, with: introduction) }
        if let cover = book.cover {
            let chapter = book.chapters.first { $0.slug == cover.slug }
            page.cover = CoverContext(
                svg: cover.step.svg, words: Backquotes.plain(cover.step.description),
                address: "\(Self.address(ofChapter: cover.slug))#\(cover.figure.anchor(of: cover.step))",
                label: text(.cover, ["title": chapter?.title ?? ""]))
        }
        return page
    }

    /// The page of the chapter at an index.
    func chapter(at index: Int) -> PageContext {
        let chapter = book.chapters[index]
        var page = base(address: Self.address(ofChapter: chapter.slug), current: index)
        page.title = chapter.title
        page.summary = optional(chapter.summary)
        page.documentTitle = "\(chapter.title) · \(book.title)"
        page.eyebrow = text(.chapter, ["number": "\(chapter.number)"])
        page.previous = index > 0 ? page.chapters[index - 1] : nil
        page.next = index + 1 < page.chapters.count ? page.chapters[index + 1] : nil
        page.hasNeighbour = page.chapters.count > 1
        fill(&page, with: chapter.page)
        return page
    }

    private func base(address: String, current: Int?) -> PageContext {
        let chapters = book.chapters.enumerated().map { index, chapter in
            ChapterContext(
                number: chapter.number, title: chapter.title, summary: chapter.summary,
                address: Self.address(ofChapter: chapter.slug), isCurrent: index == current)
        }
        return PageContext(
            text: text.words, bookTitle: book.title, bookSubtitle: optional(book.subtitle),
            bookAuthor: optional(book.author), language: book.language, chapters: chapters, documentTitle: "",
            description: optional(description(at: current)), title: "", address: address,
            isFront: false, blocks: [], hasNeighbour: false, hasFigures: hasFigures)
    }

    private var hasFigures: Bool {
        (book.chapters.map(\.page) + (book.introduction.map { [$0] } ?? [])).flatMap(\.blocks)
            .contains { if case .figure = $0 { true } else { false } }
    }

    /// What a search engine shows for a page.
    private func description(at chapter: Int?) -> String {
        if let chapter { return book.chapters[chapter].summary }
        return book.description.isEmpty ? book.subtitle : book.description
    }

    private func optional(_ text: String) -> String? { text.isEmpty ? nil : text }

    // MARK: Text

    private func fill(_ context: inout PageContext, with page: BookPage) {
        let renderer = renderer(for: page)
        var level = 1
        for block in page.blocks {
            switch block {
            case .prose(let prose):
                context.blocks.append(BlockContext(prose: renderer.render(prose)))
                for case .heading(let newLevel, _) in prose.map(\.content) { level = newLevel }
            case .figure(let embedded):
                let figure = FigureContexts(text: text, renderer: renderer)
                    .figure(embedded, level: min(level + 1, 6))
                context.blocks.append(BlockContext(figure: figure))
            }
        }
        context.footnotes = optional(
            renderer.renderFootnotes(page.footnotes, references: FootnoteCount.references(in: page)))
    }

    private func renderer(for page: BookPage) -> HTMLRenderer {
        var renderer = HTMLRenderer()
        let links = page.links
        let images = page.images
        let identifiers = Dictionary(page.headings.map { ($0.line, $0.identifier) }) { first, _ in first }
        renderer.link = { destination in links[destination].map(Self.target) }
        renderer.image = { source in images[source].map { Self.encoded(Self.address(ofAsset: $0)) } }
        renderer.headingIdentifier = { identifiers[$0] }
        renderer.highlight = { language, text in
            ["python", "py", "pycon", "heap"].contains(language) ? PythonColours.html(text) : nil
        }
        renderer.footnotePrefix = "_"
        renderer.footnoteBackLabel = text(.footnoteBack)
        renderer.tableLabel = text(.table)
        return renderer
    }

    private static func target(_ link: LinkTarget) -> HTMLRenderer.LinkTarget {
        switch link {
        case .external(let address): .init(address: address, isExternal: true)
        case .anchor(let anchor): .init(address: "#\(anchor)")
        case .chapter(let slug, nil): .init(address: address(ofChapter: slug))
        case .chapter(let slug, let anchor?): .init(address: "\(address(ofChapter: slug))#\(anchor)")
        case .front: .init(address: "index.html")
        case .asset(let path): .init(address: encoded(address(ofAsset: path)))
        }
    }

    /// A path as an address: everything but letters, digits and `-._~/` percent-encoded.
    private static func encoded(_ path: String) -> String {
        var result = ""
        for byte in path.utf8 {
            let scalar = Unicode.Scalar(byte)
            let isPlain = scalar.properties.isAlphabetic && byte < 0x80
            if isPlain || (0x30...0x39).contains(byte) || "-._~/".utf8.contains(byte) {
                result.unicodeScalars.append(scalar)
            } else {
                let code = String(byte, radix: 16, uppercase: true)
                result += "%" + (code.count == 1 ? "0" : "") + code
            }
        }
        return result
    }
}

/// How often a page refers to each of its footnotes.
enum FootnoteCount {
    static func references(in page: BookPage) -> [Int] {
        var counts = [Int](repeating: 0, count: page.footnotes.count)
        for case .prose(let blocks) in page.blocks { count(blocks, into: &counts) }
        for footnote in page.footnotes { count(footnote.blocks, into: &counts) }
        return counts
    }

    private static func count(_ blocks: [MarkdownBlock], into counts: inout [Int]) {
        for block in blocks {
            switch block.content {
            case .heading(_, let inlines), .paragraph(let inlines): count(inlines, into: &counts)
            case .list(_, _, let items): for item in items { count(item, into: &counts) }
            case .quote(let inner): count(inner, into: &counts)
            case .table(_, let header, let rows):
                for cell in header + rows.flatMap({ $0 }) { count(cell, into: &counts) }
            case .code, .rule, .html: break
            }
        }
    }

    private static func count(_ inlines: [MarkdownInline], into counts: inout [Int]) {
        for inline in inlines {
            switch inline {
            case .footnoteReference(let number, _) where counts.indices.contains(number - 1): counts[number - 1] += 1
            case .emphasis(let inner), .strong(let inner), .strikethrough(let inner), .link(_, _, let inner, _):
                count(inner, into: &counts)
            default: break
            }
        }
    }
}
