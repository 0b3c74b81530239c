// SiteGenerator: a book as a static site.
//
// In:  a `Book`, templates by file name, font files, and the style sheet of the diagrams. Nothing is read here.
// Out: pages, style sheet, script, fonts and icon as output files, or what is wrong with a template.
//
// 1. `SiteTemplates` parses the templates and the interface's words (`text.json`), and reports what is missing.
// 2. `PageContexts` turns the book into what templates are given: strings of finished HTML, addresses, labels.
// 3. Each chapter goes through `chapter.mustache`, the front through `index.mustache`; both fill `page.mustache`.
// 4. `Stylesheet` joins the fonts' rules, the theme, the site's style and the diagrams' style into one file. The
//    fonts are cut down to the characters that the pages show.
//
// The site is plain files in one folder with relative addresses only: it works from `file://` and from any server,
// asks no other host for anything, and holds no inline script or style, so that a strict content security policy can
// be set for it.

import Diagnostics
import Fonts
import Guidebook

/// The renderer of static sites.
public struct SiteGenerator: BookRenderer {
    /// `site`.
    public let name = "site"
    /// The faces to ship with the pages; a family that is not here comes from the reader's machine.
    public var faces: [FontFace]
    /// The style sheet for the pictures of steps on a page: what their classes look like in light and dark.
    public var diagramStyle: String

    /// A generator.
    ///
    /// - Parameters:
    ///   - faces: the font files to ship, usually `FontLibrary.system.guideFaces()`.
    ///   - diagramStyle: CSS for the inline SVG of the figures.
    public init(faces: [FontFace], diagramStyle: String) {
        self.faces = faces
        self.diagramStyle = diagramStyle
    }

    /// The files of the site.
    ///
    /// Its first page is `index.html`; each chapter is `SLUG.html` beside it.
    public func render(_ context: RenderContext) -> RenderResult {
        var diagnostics: [Diagnostic] = []
        guard let templates = SiteTemplates(context.templates, book: context.book, diagnostics: &diagnostics) else {
            return RenderResult(files: [], diagnostics: diagnostics)
        }
        let contexts = PageContexts(book: context.book, text: templates.text)
        var files = [OutputFile(path: "index.html", text: templates.render(contexts.front, with: "index"))]
        for index in context.book.chapters.indices {
            let page = contexts.chapter(at: index)
            files.append(OutputFile(path: page.address, text: templates.render(page, with: "chapter")))
        }
        let style = [Stylesheet.fontFaceRules(faces), templates.theme, templates.style, diagramStyle]
        files.append(OutputFile(path: "assets/heapbook.css", text: style.joined(separator: "\n")))
        // Every text file so far: a style sheet can hold characters to show, too.
        let characters = Stylesheet.characters(in: files)
        do {
            files += try Stylesheet.fontFiles(faces, characters: characters)
        } catch {
            diagnostics.append(SiteMessages.font(error, context.book.file))
        }
        files.append(OutputFile(path: "assets/heapbook.js", text: templates.script))
        files.append(OutputFile(path: "favicon.svg", text: templates.icon))
        files += context.book.assets.map { OutputFile(path: PageContexts.address(ofAsset: $0.path), bytes: $0.bytes) }
        return RenderResult(files: containsError(diagnostics) ? [] : files, diagnostics: diagnostics)
    }
}
