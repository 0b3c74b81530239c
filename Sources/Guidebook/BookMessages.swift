import Diagnostics

/// Every message about a book, as a typed function; codes E06xx.
enum BookMessages {
    static func suggestion(_ candidate: String?) -> String {
        candidate.map { "did you mean `\($0)`?" } ?? ""
    }

    static func invalidYAML(_ problem: String, _ file: SourceFile, _ span: Span?) -> Diagnostic {
        Diagnostic("E0601", "this is not valid YAML: \(problem)", in: file, at: span)
    }

    static func notAMapping(_ what: String, _ file: SourceFile, _ span: Span?) -> Diagnostic {
        Diagnostic(
            "E0602", "\(what) must be lines of the form `key: value`", in: file, at: span,
            help: "write, for example, `title: Names and objects`")
    }

    static func unknownKey(_ key: String, known: [String], _ file: SourceFile, _ span: Span?) -> Diagnostic {
        let candidate = nearest(to: key, in: known)
        return Diagnostic(
            "E0603", "unknown key `\(key)`", in: file, at: span,
            help: candidate.map { "did you mean `\($0)`?" }
                ?? "the keys are \(known.map { "`\($0)`" }.joined(separator: ", "))")
    }

    static func missingKey(_ key: String, _ what: String, _ file: SourceFile, _ span: Span?) -> Diagnostic {
        Diagnostic("E0604", "\(what) has no `\(key)`", in: file, at: span, help: "add a line `\(key): …`")
    }

    static func wrongValue(_ key: String, _ expected: String, _ file: SourceFile, _ span: Span?) -> Diagnostic {
        Diagnostic("E0605", "`\(key)` must be \(expected)", in: file, at: span)
    }

    static func missingChapter(_ path: String, _ file: SourceFile, _ span: Span?) -> Diagnostic {
        Diagnostic(
            "E0606", "there is no file `\(path)`", in: file, at: span,
            explanation: "each entry of `chapters` is a folder beside book.yml with a chapter.md in it")
    }

    static func duplicateChapter(_ folder: String, _ file: SourceFile, _ span: Span?) -> Diagnostic {
        Diagnostic("E0607", "the chapter `\(folder)` is listed twice", in: file, at: span)
    }

    static func noFrontMatter(_ file: SourceFile) -> Diagnostic {
        Diagnostic(
            "E0608", "the chapter has no front matter", in: file, at: file.lineSpan(1),
            explanation: "a chapter starts with its title and its summary, between two lines of `---`",
            help: "put `---`, `title: …`, `summary: …`, `---` above the text")
    }

    static func openFrontMatter(_ file: SourceFile) -> Diagnostic {
        Diagnostic(
            "E0609", "the front matter is not closed", in: file, at: file.lineSpan(1),
            help: "end it with a line `---`")
    }

    static func badSlug(_ slug: String, _ file: SourceFile, _ span: Span?) -> Diagnostic {
        Diagnostic(
            "E0610", "`\(slug)` cannot be part of an address", in: file, at: span,
            help: "use lower-case letters, digits and hyphens in `slug`")
    }

    static func takenSlug(_ slug: String, by owner: String, _ file: SourceFile, _ span: Span?) -> Diagnostic {
        Diagnostic(
            "E0611", "the address `\(slug)` is taken by \(owner)", in: file, at: span,
            help: "give the chapter another `slug` in its front matter")
    }

    static func notUTF8(_ file: SourceFile) -> Diagnostic {
        Diagnostic("E0612", "the file is not UTF-8 text", in: file, at: nil, help: "save it as UTF-8")
    }

    static func unreadable(_ path: String, _ reason: String, _ file: SourceFile, _ span: Span?) -> Diagnostic {
        Diagnostic("E0613", "`\(path)` cannot be read: \(reason)", in: file, at: span)
    }

    static func unknownDirective(_ name: String, _ file: SourceFile, _ span: Span?) -> Diagnostic {
        Diagnostic(
            "E0614", "unknown directive `\(name)`", in: file, at: span,
            help: "to show a scenario write `{{scenario FILE}}`")
    }

    static func directiveForm(_ file: SourceFile, _ span: Span?) -> Diagnostic {
        Diagnostic(
            "E0615", "`scenario` takes one file name", in: file, at: span, help: "write `{{scenario cycle.heap}}`")
    }

    static func directivePlace(_ file: SourceFile, _ span: Span?) -> Diagnostic {
        Diagnostic(
            "E0616", "a scenario stands in a paragraph of its own", in: file, at: span,
            help: "put it on a line of its own, not indented, with an empty line before and after; "
                + "to write about it use a code span")
    }

    static func missingScenario(_ path: String, _ file: SourceFile, _ span: Span?) -> Diagnostic {
        Diagnostic(
            "E0617", "there is no scenario `\(path)`", in: file, at: span,
            explanation: "the path is relative to the folder of this file")
    }

    static func outsideBook(_ path: String, _ file: SourceFile, _ span: Span?) -> Diagnostic {
        Diagnostic(
            "E0618", "`\(path)` lies outside the book's folder", in: file, at: span,
            explanation: "a book reads nothing but its own folder", help: "copy the file into the book")
    }

    static func badFigureName(_ name: String, _ file: SourceFile, _ span: Span?) -> Diagnostic {
        Diagnostic(
            "E0619", "the scenario's file name `\(name)` cannot be part of an address", in: file, at: span,
            explanation: "the links to its steps are made of the file name",
            help: "use letters, digits, `-` and `_`")
    }

    static func figureTwice(_ id: String, _ file: SourceFile, _ span: Span?) -> Diagnostic {
        Diagnostic(
            "E0620", "the figure `\(id)` is on this page already", in: file, at: span,
            explanation: "a link such as `#\(id)-3` must lead to one place",
            help: "show it once and link to it: `[step 3](#\(id)-3)`")
    }

    static func figureName(_ id: String, taken other: String, _ file: SourceFile, _ span: Span?) -> Diagnostic {
        Diagnostic(
            "E0621", "two scenarios of the book are called `\(id)`", in: file, at: span,
            explanation: "the other one is \(other)", help: "rename one of the files")
    }

    static func rawHTML(_ text: String, _ file: SourceFile, _ span: Span?) -> Diagnostic {
        let first = text.split(separator: "\n").first.map(String.init) ?? text
        return Diagnostic(
            "E0622", "raw HTML is not part of a book", in: file, at: span,
            explanation: "a book is rendered to more than web pages",
            help: "use Markdown, or to show the text itself put it in backticks: `` `\(first)` ``")
    }

    static func titleInText(_ file: SourceFile, _ span: Span?) -> Diagnostic {
        Diagnostic(
            "E0623", "a heading of level 1 inside the text", in: file, at: span,
            explanation: "the page's title stands in the front matter", help: "use `##` for sections")
    }

    static func skippedLevel(from: Int, to: Int, _ file: SourceFile, _ span: Span?) -> Diagnostic {
        Diagnostic(
            "E0624", "the heading jumps from level \(from) to level \(to)", in: file, at: span,
            explanation: "screen readers make the page's outline of the levels",
            help: "use `\(String(repeating: "#", count: from + 1))`")
    }

    static func undefinedFootnote(_ name: String, _ file: SourceFile, _ span: Span?) -> Diagnostic {
        Diagnostic(
            "E0625", "there is no footnote `\(name)`", in: file, at: span, help: "add a line `[^\(name)]: …`")
    }

    static func noteBlock(_ what: String, _ file: SourceFile, _ span: Span?) -> Diagnostic {
        Diagnostic(
            "E0626", "a step's note cannot hold \(what)", in: file, at: span,
            help: "put it into the chapter's text")
    }

    static func missingAnchor(
        _ anchor: String, on page: String, suggestion: String?, _ file: SourceFile, _ span: Span?
    ) -> Diagnostic {
        Diagnostic(
            "E0627", "there is no `#\(anchor)` \(page)", in: file, at: span,
            explanation: "anchors are headings (`#two-names`), figures (`#cycle`) and their steps (`#cycle-3`)",
            help: self.suggestion(suggestion.map { "#\($0)" }))
    }

    static func missingFile(_ path: String, suggestion: String?, _ file: SourceFile, _ span: Span?) -> Diagnostic {
        Diagnostic(
            "E0628", "the link leads nowhere: there is no `\(path)`", in: file, at: span,
            explanation: "the path is relative to the folder of this file", help: self.suggestion(suggestion))
    }

    static func notInBook(_ path: String, _ file: SourceFile, _ span: Span?) -> Diagnostic {
        Diagnostic(
            "E0629", "`\(path)` is not a page of the book", in: file, at: span,
            explanation: "only chapters listed in book.yml become pages", help: "add its folder to `chapters`")
    }

    static func badScheme(_ destination: String, _ file: SourceFile, _ span: Span?) -> Diagnostic {
        Diagnostic(
            "E0630", "a link may not lead to `\(destination)`", in: file, at: span,
            help: "use `https:`, `http:` or `mailto:`, or a path inside the book")
    }

    static func remoteImage(_ source: String, _ file: SourceFile, _ span: Span?) -> Diagnostic {
        Diagnostic(
            "E0631", "a picture from another site", in: file, at: span,
            explanation: "the guide makes no request to anyone else: it must work offline",
            help: "copy `\(source)` into the chapter's folder")
    }

    static func imageType(_ path: String, _ file: SourceFile, _ span: Span?) -> Diagnostic {
        Diagnostic(
            "E0632", "`\(path)` is not a picture that browsers show", in: file, at: span,
            help: "use svg, png, jpg, gif, webp or avif")
    }

    static func noAlternative(_ file: SourceFile, _ span: Span?) -> Diagnostic {
        Diagnostic(
            "E0633", "the picture has no alternative text", in: file, at: span, severity: .warning,
            explanation: "who does not see the picture hears nothing of it", help: "write `![what it shows](…)`")
    }

    static func missingPicture(_ reference: String, _ file: SourceFile, _ span: Span?) -> Diagnostic {
        Diagnostic(
            "E0634", "there is no step `\(reference)`", in: file, at: span,
            help: "name a chapter's folder and a step of one of its figures, such as `04-cycles#cycle-3`")
    }

    static func emptyFigure(_ id: String, _ file: SourceFile, _ span: Span?) -> Diagnostic {
        Diagnostic("E0635", "the scenario `\(id)` has no step to show", in: file, at: span)
    }
}
