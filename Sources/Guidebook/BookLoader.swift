import Diagnostics
import Markdown

extension Book {
    /// Reads a whole book.
    ///
    /// - Parameters:
    ///   - source: the book's folder.
    ///   - figure: makes the figure of a scenario: its file and the id it must have. Called once for each scenario
    ///     file, in the order in which the book shows them, whatever else is wrong with the book.
    /// - Returns: the book, and what there is to say about all its files. The book is nil where there is an error.
    public static func load(
        from source: BookSource, figure: (_ scenario: SourceFile, _ id: String) -> FigureResult
    ) -> (book: Book?, diagnostics: [Diagnostic]) {
        var loader = BookLoader(source: source)
        let book = loader.load(figure: figure)
        return (containsError(loader.diagnostics) ? nil : book, loader.diagnostics)
    }
}

/// The steps from a folder to a book, and what they report.
private struct BookLoader {
    /// A chapter between its reading and its figures.
    struct Draft {
        var folder: String
        var matter: FrontMatter
        var slug: String
        var page: PageDraft
    }

    /// Addresses that belong to pages of the site itself.
    static let reservedSlugs: Set<String> = ["index", "assets", "files", "print", "search", "404"]

    let source: BookSource
    var diagnostics: [Diagnostic] = []
    /// The figures made so far by the path of their scenario; nil where one has errors.
    private var figures: [String: Figure?] = [:]
    /// The path of the scenario that has each id.
    private var figureOwners: [String: String] = [:]

    init(source: BookSource) {
        self.source = source
    }

    mutating func load(figure: (SourceFile, String) -> FigureResult) -> Book? {
        guard let file = bookFile() else { return nil }
        let settings = BookFile.parse(file, diagnostics: &diagnostics)
        let drafts = readChapters(settings.chapters, in: file)
        let introduction = readIntroduction()

        var pages = drafts.map { assemble($0.page, figure: figure) }
        var front = introduction.map { assemble($0, figure: figure) }
        var chapters: [String: (slug: String, anchors: Set<String>)] = [:]
        for (draft, page) in zip(drafts, pages) { chapters[draft.folder] = (draft.slug, page.anchors) }
        let site = LinkResolver.Site(chapters: chapters, source: source)
        var assets: [String: [UInt8]] = [:]
        for index in drafts.indices {
            resolveLinks(of: &pages[index], folder: drafts[index].folder, site: site, assets: &assets)
        }
        if front != nil, var page = front {
            resolveLinks(of: &page, folder: "", site: site, assets: &assets)
            front = page
        }

        var book = Book(
            title: settings.title, subtitle: settings.subtitle, author: settings.author,
            description: settings.description, language: settings.language, theme: settings.theme,
            themeSpan: settings.themeSpan, introduction: front?.page, chapters: [], cover: nil,
            assets: assets.keys.sorted().map { BookAsset(path: $0, bytes: assets[$0] ?? []) }, file: file)
        for (index, draft) in drafts.enumerated() {
            let page = pages[index].page
            book.chapters.append(
                Chapter(
                    number: index + 1, slug: draft.slug, title: draft.matter.title, summary: draft.matter.summary,
                    folder: draft.folder, page: page))
        }
        book.cover = cover(of: book, named: settings.cover)
        return book
    }

    // MARK: Files

    private mutating func bookFile() -> SourceFile? {
        let name = source.displayName(BookFile.name)
        let empty = SourceFile(name: name, text: "")
        switch source.read(BookFile.name) {
        case .file(let bytes): return text(SourceFile(name: name, bytes: bytes))
        case .folder, .missing:
            diagnostics.append(BookMessages.missingChapter(BookFile.name, empty, nil))
        case .unreadable(let reason):
            diagnostics.append(BookMessages.unreadable(BookFile.name, reason, empty, nil))
        }
        return nil
    }

    /// The file, if it is text.
    private mutating func text(_ file: SourceFile) -> SourceFile? {
        guard String(validating: file.bytes, as: UTF8.self) != nil else {
            diagnostics.append(BookMessages.notUTF8(file))
            return nil
        }
        return file
    }

    private mutating func readIntroduction() -> PageDraft? {
        let path = "index.md"
        switch source.read(path) {
        case .missing, .folder: return nil
        case .file(let bytes):
            guard let file = text(SourceFile(name: source.displayName(path), bytes: bytes)) else { return nil }
            var reader = PageReader(file: file, folder: "")
            let draft = reader.read(fromLine: 1)
            diagnostics += reader.diagnostics
            return draft
        case .unreadable(let reason):
            let file = SourceFile(name: source.displayName(path), text: "")
            diagnostics.append(BookMessages.unreadable(path, reason, file, nil))
            return nil
        }
    }

    // MARK: Chapters

    private mutating func readChapters(_ entries: [YAMLFields.Text], in file: SourceFile) -> [Draft] {
        var drafts: [Draft] = []
        var seen: Set<String> = []
        var slugs: [String: String] = [:]
        for entry in entries {
            guard let folder = BookPath.resolve(entry.value, in: ""), !folder.isEmpty else {
                diagnostics.append(BookMessages.outsideBook(entry.value, file, entry.span))
                continue
            }
            guard seen.insert(folder).inserted else {
                diagnostics.append(BookMessages.duplicateChapter(folder, file, entry.span))
                continue
            }
            guard let chapter = chapterFile(folder, entry: entry, in: file) else { continue }
            let matter = FrontMatter.parse(chapter, diagnostics: &diagnostics)
            let slug = matter.slug?.value ?? Self.slug(of: folder)
            checkSlug(slug, of: folder, matter: matter, file: chapter, taken: &slugs)
            var reader = PageReader(file: chapter, folder: folder)
            let page = reader.read(fromLine: matter.bodyLine)
            diagnostics += reader.diagnostics
            drafts.append(Draft(folder: folder, matter: matter, slug: slug, page: page))
        }
        return drafts
    }

    private mutating func chapterFile(_ folder: String, entry: YAMLFields.Text, in file: SourceFile) -> SourceFile? {
        let path = "\(folder)/chapter.md"
        switch source.read(path) {
        case .file(let bytes): return text(SourceFile(name: source.displayName(path), bytes: bytes))
        case .folder, .missing: diagnostics.append(BookMessages.missingChapter(path, file, entry.span))
        case .unreadable(let reason): diagnostics.append(BookMessages.unreadable(path, reason, file, entry.span))
        }
        return nil
    }

    /// The last part of the folder's path without its number.
    private static func slug(of folder: String) -> String {
        let name = BookPath.name(folder).lowercased()
        let rest = name.drop { $0.isNumber }.drop { $0 == "-" || $0 == "_" || $0 == " " }
        return rest.isEmpty ? name : String(rest)
    }

    private mutating func checkSlug(
        _ slug: String, of folder: String, matter: FrontMatter, file: SourceFile, taken: inout [String: String]
    ) {
        let span = matter.slug?.span
        let isGood = slug.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "-") }
        if slug.isEmpty || !isGood || slug.hasPrefix("-") {
            diagnostics.append(BookMessages.badSlug(slug, file, span))
        } else if Self.reservedSlugs.contains(slug) {
            diagnostics.append(BookMessages.takenSlug(slug, by: "a page of the site itself", file, span))
        } else if let owner = taken[slug] {
            diagnostics.append(BookMessages.takenSlug(slug, by: "the chapter `\(owner)`", file, span))
        } else {
            taken[slug] = folder
        }
    }

    // MARK: Figures

    private mutating func assemble(
        _ draft: PageDraft, figure make: (SourceFile, String) -> FigureResult
    ) -> (page: BookPage, anchors: Set<String>) {
        var blocks: [PageBlock] = []
        var anchors = PageAnchors()
        var shown: Set<String> = []
        for piece in draft.pieces {
            switch piece {
            case .prose(let prose): blocks.append(.prose(prose))
            case .scenario(let reference):
                guard let figure = figure(reference, in: draft.file, make: make) else { continue }
                guard shown.insert(figure.id).inserted else {
                    diagnostics.append(BookMessages.figureTwice(figure.id, draft.file, reference.span))
                    continue
                }
                anchors.add(figure)
                blocks.append(.figure(EmbeddedFigure(figure: figure, notes: notes(of: figure))))
            }
        }
        var headings: [PageHeading] = []
        for case .prose(let prose) in blocks { headings += anchors.headings(in: prose) }
        let page = BookPage(file: draft.file, blocks: blocks, footnotes: draft.footnotes, headings: headings)
        return (page, anchors.all)
    }

    private mutating func figure(
        _ reference: PageDraft.ScenarioReference, in file: SourceFile, make: (SourceFile, String) -> FigureResult
    ) -> Figure? {
        let path = reference.path
        if let made = figures[path] { return made }
        switch source.read(path) {
        case .file(let bytes):
            let id = BookPath.stem(path)
            if let owner = figureOwners[id] {
                diagnostics.append(
                    BookMessages.figureName(id, taken: source.displayName(owner), file, reference.span))
                return nil
            }
            figureOwners[id] = path
            let result = make(SourceFile(name: source.displayName(path), bytes: bytes), id)
            diagnostics += result.diagnostics
            if let figure = result.figure, figure.steps.isEmpty {
                diagnostics.append(BookMessages.emptyFigure(id, file, reference.span))
            }
            figures[path] = .some(result.figure)
            return result.figure
        case .folder, .missing: diagnostics.append(BookMessages.missingScenario(path, file, reference.span))
        case .unreadable(let reason): diagnostics.append(BookMessages.unreadable(path, reason, file, reference.span))
        }
        return nil
    }

    /// The notes of a figure's steps, checked; their places are their steps' first lines.
    private mutating func notes(of figure: Figure) -> [MarkdownDocument] {
        figure.steps.map { step in
            let document = MarkdownDocument.parse(step.note, options: [])
            // The note's own lines say nothing about the scenario's file, so a problem is shown at the step.
            var reader = PageReader(file: SourceFile(name: figure.file.name, text: step.note), folder: "")
            reader.checkNote(document)
            diagnostics += reader.diagnostics.map { found in
                var moved = found
                moved.file = figure.file
                moved.span = figure.file.lineSpan(Self.line(of: step, in: figure.file))
                return moved
            }
            return document
        }
    }

    private static func line(of step: FigureStep, in file: SourceFile) -> Int {
        min(max(step.lines.lowerBound, 1), file.lineStarts.count)
    }

    // MARK: Links

    private mutating func resolveLinks(
        of page: inout (page: BookPage, anchors: Set<String>), folder: String, site: LinkResolver.Site,
        assets: inout [String: [UInt8]]
    ) {
        var resolver = LinkResolver(site: site, folder: folder, anchors: page.anchors, file: page.page.file)
        for block in page.page.blocks {
            switch block {
            case .prose(let prose): resolver.resolve(prose)
            case .figure(let embedded):
                for (step, note) in zip(embedded.figure.steps, embedded.notes) {
                    let line = Self.line(of: step, in: embedded.figure.file)
                    resolver.resolveNote(note.blocks, file: embedded.figure.file, line: line)
                }
            }
        }
        for footnote in page.page.footnotes { resolver.resolve(footnote.blocks) }
        page.page.links = resolver.links
        page.page.images = resolver.images
        assets.merge(resolver.assets) { first, _ in first }
        diagnostics += resolver.diagnostics
    }

    // MARK: The cover

    private mutating func cover(of book: Book, named name: YAMLFields.Text?) -> CoverPicture? {
        guard let name else { return fullestStep(of: book) }
        let parts = name.value.split(separator: "#", maxSplits: 1).map(String.init)
        if parts.count == 2, let chapter = book.chapters.first(where: { $0.folder == parts[0] }) {
            for figure in chapter.page.figures.map(\.figure) {
                for step in figure.steps where figure.anchor(of: step) == parts[1] {
                    return CoverPicture(slug: chapter.slug, figure: figure, step: step)
                }
            }
        }
        diagnostics.append(BookMessages.missingPicture(name.value, book.file, name.span))
        return nil
    }

    /// Of the book's first figure the step whose picture has most in it; of several the first.
    private func fullestStep(of book: Book) -> CoverPicture? {
        for chapter in book.chapters {
            guard let figure = chapter.page.figures.first?.figure, var fullest = figure.steps.first else { continue }
            for step in figure.steps where step.svg.utf8.count > fullest.svg.utf8.count { fullest = step }
            return CoverPicture(slug: chapter.slug, figure: figure, step: fullest)
        }
        return nil
    }
}
