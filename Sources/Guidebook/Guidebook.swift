// Guidebook: a book as a value, and what a renderer of books is.
//
// In:  the files of a book's folder through a `BookSource`, and figures through a closure. The book knows no graphs:
//      a figure is a title, steps, and a finished picture of each.
// Out: a `Book` and the diagnostics of all its files; a renderer makes output files from it, as values.
//
// 1. `BookFile` reads `book.yml`: title, language, theme, the order of the chapters.
// 2. `ChapterReader` reads each `chapter.md`: front matter, Markdown, the `{{scenario FILE}}` paragraphs.
// 3. The closure makes a `Figure` of each scenario that a chapter shows, once for each file.
// 4. `LinkResolver` finds out where every link and picture leads. What leads nowhere is an error with its place.
// 5. A `BookRenderer` renders: the site is one, a test holds another.
//
// `Book.load` is steps 1 to 4.

import Diagnostics
import Markdown

/// A whole guide, with every link resolved.
public struct Book: Equatable, Sendable {
    /// The book's name.
    public var title: String
    /// What it is, in a phrase; may be empty.
    public var subtitle: String
    /// Who wrote it; may be empty.
    public var author: String
    /// One or two sentences for search engines and the front page; may be empty.
    public var description: String
    /// The language of the text as a BCP 47 tag, such as `en`.
    public var language: String
    /// The name of the theme; a renderer knows which there are.
    public var theme: String
    /// Where `book.yml` names the theme, for a renderer that has no theme of this name.
    public var themeSpan: Span?
    /// The text of the front page from `index.md`, where the folder has one.
    public var introduction: BookPage?
    /// The chapters in reading order.
    public var chapters: [Chapter]
    /// The picture that stands for the whole book; nil where the book shows no figure.
    ///
    /// It is the step that `book.yml` names, or the fullest step of the first figure.
    public var cover: CoverPicture?
    /// The files that pages show or link to, by their path in the book's folder, sorted.
    public var assets: [BookAsset]
    /// `book.yml` itself.
    public var file: SourceFile
}

/// One chapter.
public struct Chapter: Equatable, Sendable {
    /// Its place in the book, from 1.
    public var number: Int
    /// What its address is made of: lower-case letters, digits and hyphens, unique in the book.
    public var slug: String
    /// The title, from the front matter.
    public var title: String
    /// What the chapter says, in a sentence.
    public var summary: String
    /// The path of its folder inside the book's folder.
    public var folder: String
    /// What the chapter says.
    public var page: BookPage
}

/// A text with figures: a chapter, or the front page.
public struct BookPage: Equatable, Sendable {
    /// The file it was read from.
    public var file: SourceFile
    /// Prose and figures in the order of the text.
    public var blocks: [PageBlock]
    /// The footnotes of the prose.
    public var footnotes: [MarkdownFootnote]
    /// Every heading, in order.
    public var headings: [PageHeading]
    /// Where each link leads, by the destination as written.
    public var links: [String: LinkTarget] = [:]
    /// The path of each picture in the book's folder, by the source as written.
    public var images: [String: String] = [:]

    /// The figures in the order of the text.
    public var figures: [EmbeddedFigure] {
        blocks.compactMap { if case .figure(let figure) = $0 { figure } else { nil } }
    }
}

/// A piece of a page.
public enum PageBlock: Equatable, Sendable {
    /// Some blocks of text.
    case prose([MarkdownBlock])
    /// A figure with a paragraph of its own.
    case figure(EmbeddedFigure)
}

/// A figure on a page, with what it says as Markdown already read.
public struct EmbeddedFigure: Equatable, Sendable {
    /// The figure.
    public var figure: Figure
    /// The note of each step, in the order of `figure.steps`; an empty document where a step has none.
    public var notes: [MarkdownDocument]
}

/// A heading of a page.
public struct PageHeading: Equatable, Sendable {
    /// 2 for a section, 3 for a part of one, and so on; 1 is the page's title, which no text holds.
    public var level: Int
    /// The heading without markup.
    public var text: String
    /// Its anchor: unique on the page, and no figure's either.
    public var identifier: String
    /// The line in which it starts, from 1.
    public var line: Int
}

/// Where a link leads.
public enum LinkTarget: Equatable, Sendable {
    /// Out of the book.
    case external(String)
    /// To an anchor on the same page.
    case anchor(String)
    /// To a chapter, and perhaps an anchor on it.
    case chapter(slug: String, anchor: String?)
    /// To the front page.
    case front
    /// To a file of the book, by its path in the book's folder.
    case asset(String)
}

/// The picture that stands for a book.
public struct CoverPicture: Equatable, Sendable {
    /// The slug of the chapter that shows it.
    public var slug: String
    /// The figure.
    public var figure: Figure
    /// The step.
    public var step: FigureStep
}

/// A file that goes into the output as it is.
public struct BookAsset: Equatable, Sendable {
    /// The path inside the book's folder.
    public var path: String
    /// What it holds.
    public var bytes: [UInt8]
}
