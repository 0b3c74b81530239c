import Diagnostics

/// `book.yml` as read: what it says, with the places that later steps may have to point at.
struct BookFile {
    /// The name that every book's file has.
    static let name = "book.yml"
    /// The theme of a book that names none.
    static let defaultTheme = "paper"

    var title = ""
    var subtitle = ""
    var author = ""
    var description = ""
    var language = "en"
    var theme = BookFile.defaultTheme
    var themeSpan: Span?
    var cover: YAMLFields.Text?
    var chapters: [YAMLFields.Text] = []

    /// Reads the file; what is wrong goes to `diagnostics`.
    static func parse(_ file: SourceFile, diagnostics: inout [Diagnostic]) -> BookFile {
        let known = ["title", "subtitle", "author", "description", "language", "theme", "cover", "chapters"]
        var fields = YAMLFields(file, lines: 1..<file.lineStarts.count + 1, known: known, what: "book.yml")
        // Text that is no mapping at all has no keys to miss.
        guard !containsError(fields.diagnostics.filter { $0.code != "E0603" }) else {
            diagnostics += fields.diagnostics
            return BookFile()
        }
        var book = BookFile()
        book.title = fields.requiredText("title", of: "the book")?.value ?? ""
        book.subtitle = fields.text("subtitle")?.value ?? ""
        book.author = fields.text("author")?.value ?? ""
        book.description = fields.text("description")?.value ?? ""
        book.cover = fields.text("cover")
        book.chapters = fields.requiredTexts("chapters", of: "the book")
        if let theme = fields.text("theme") {
            book.theme = theme.value
            book.themeSpan = theme.span
        }
        let language = fields.text("language")
        diagnostics += fields.diagnostics
        if let language {
            if isLanguageTag(language.value) {
                book.language = language.value
            } else {
                diagnostics.append(
                    BookMessages.wrongValue("language", "a language tag such as `en` or `pt-BR`", file, language.span))
            }
        }
        return book
    }

    /// The shape of a BCP 47 tag: parts of one to eight letters or digits, the first of two or three letters.
    private static func isLanguageTag(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard let first = parts.first, (2...3).contains(first.count), first.allSatisfy({ $0.isASCII && $0.isLetter })
        else { return false }
        return parts.allSatisfy { part in
            (1...8).contains(part.count) && part.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
        }
    }
}

/// The front matter of a chapter.
struct FrontMatter {
    var title = ""
    var summary = ""
    var slug: YAMLFields.Text?
    /// The line, from 1, with which the text starts.
    var bodyLine = 1

    /// Reads what stands between the two lines `---` at the top; what is wrong goes to `diagnostics`.
    static func parse(_ file: SourceFile, diagnostics: inout [Diagnostic]) -> FrontMatter {
        func isFence(_ line: Int) -> Bool {
            var text = file.text(file.lineSpan(line))[...]
            while text.last == " " || text.last == "\t" { text.removeLast() }
            return text == "---"
        }
        guard isFence(1) else {
            diagnostics.append(BookMessages.noFrontMatter(file))
            return FrontMatter()
        }
        guard file.lineStarts.count > 1, let end = (2...file.lineStarts.count).first(where: isFence) else {
            diagnostics.append(BookMessages.openFrontMatter(file))
            return FrontMatter(bodyLine: file.lineStarts.count)
        }
        var fields = YAMLFields(
            file, lines: 2..<end, known: ["title", "summary", "slug"], what: "the front matter")
        var result = FrontMatter(bodyLine: end + 1)
        if !containsError(fields.diagnostics.filter { $0.code != "E0603" }) {
            result.title = fields.requiredText("title", of: "the chapter")?.value ?? ""
            result.summary = fields.requiredText("summary", of: "the chapter")?.value ?? ""
            result.slug = fields.text("slug")
        }
        diagnostics += fields.diagnostics
        return result
    }
}
