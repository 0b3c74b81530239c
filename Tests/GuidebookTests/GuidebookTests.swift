import Diagnostics
import Markdown
import Testing

@testable import Guidebook

/// A book of two chapters that a test can change.
let goodBook = [
    "book.yml": """
    title: A book
    subtitle: In short
    author: A. Nother
    language: en
    theme: paper
    chapters:
      - 01-first
      - 02-second
    """,
    "01-first/chapter.md": """
    ---
    title: First
    summary: The first chapter.
    ---
    Some *text* with a [link](../02-second/chapter.md#there).

    {{scenario pair.heap}}

    ## Pair

    More text, and [step two](#pair-2).
    """,
    "01-first/pair.heap": "x = 1\ny = x\n",
    "02-second/chapter.md": """
    ---
    title: Second
    summary: The second chapter.
    slug: another
    ---
    ## There

    ![A picture](picture.svg) and [back](../01-first/chapter.md#pair-1.2).
    """,
    "02-second/picture.svg": "<svg/>",
]

/// A figure with a step for each line, and one part.
func figure(_ file: SourceFile, _ id: String) -> FigureResult {
    let lines = file.text(Span(0, file.bytes.count)).split(separator: "\n").map(String.init)
    var steps = lines.enumerated().map { index, line in
        FigureStep(
            index: index + 1, title: line, source: line, lines: index + 1...index + 1,
            svg: "<svg data-step=\"\(index + 1)\"/>", description: "After \(line).")
    }
    if !steps.isEmpty { steps.insert(FigureStep(index: 1, part: 2, title: "Part", svg: "", description: ""), at: 1) }
    return FigureResult(
        figure: Figure(id: id, title: "Figure \(id)", runtime: "cpython 3.11", file: file, steps: steps))
}

func load(_ changes: [String: String?] = [:]) -> (book: Book?, diagnostics: [Diagnostic]) {
    var texts = goodBook
    for (path, text) in changes { texts[path] = text }
    return Book.load(from: BookSource(texts: texts), figure: figure)
}

@Suite struct GuidebookTests {
    @Test func aGoodBookIsReadWhole() throws {
        let (loaded, diagnostics) = load()
        #expect(diagnostics == [])
        let book = try #require(loaded)
        #expect(
            [book.title, book.subtitle, book.author, book.language, book.theme] == [
                "A book", "In short", "A. Nother", "en", "paper",
            ])
        #expect(book.chapters.map(\.number) == [1, 2])
        #expect(book.chapters.map(\.slug) == ["first", "another"])
        #expect(book.chapters.map(\.summary) == ["The first chapter.", "The second chapter."])
        let first = book.chapters[0].page
        #expect(first.figures.map(\.figure.id) == ["pair"])
        #expect(first.blocks.count == 3)
        #expect(
            first.links == [
                "../02-second/chapter.md#there": .chapter(slug: "another", anchor: "there"),
                "#pair-2": .anchor("pair-2"),
            ])
        let second = book.chapters[1].page
        #expect(second.images == ["picture.svg": "02-second/picture.svg"])
        #expect(book.assets.map(\.path) == ["02-second/picture.svg"])
        #expect(book.cover?.slug == "first")
    }

    @Test func aHeadingGivesWayToAFigure() throws {
        let book = try #require(load().book)
        #expect(book.chapters[0].page.headings.map(\.identifier) == ["pair-section"])
        #expect(book.chapters[1].page.headings.map(\.identifier) == ["there"])
    }

    @Test(arguments: [
        ("What is a variable?", "what-is-a-variable"), ("`id` and `is`", "id-and-is"), ("Don't", "dont"),
        ("Größe — 2", "größe-2"), ("__del__", "del__"), ("…", "section"),
    ])
    func headingsBecomeAnchors(_ text: String, _ anchor: String) {
        #expect(PageAnchors.slug(text) == anchor)
    }

    @Test func eachScenarioIsMadeOnceInTheOrderOfTheBook() {
        var texts = goodBook
        texts["02-second/chapter.md"]? += "\n\n{{scenario ../01-first/pair.heap}}\n\n{{scenario sub/own.heap}}\n"
        texts["02-second/sub/own.heap"] = "a = 1\n"
        var made: [String] = []
        let (book, diagnostics) = Book.load(from: BookSource(texts: texts)) { file, id in
            made.append("\(file.name) \(id)")
            return figure(file, id)
        }
        #expect(diagnostics == [])
        #expect(made == ["01-first/pair.heap pair", "02-second/sub/own.heap own"])
        #expect(book?.chapters[1].page.figures.map(\.figure.id) == ["pair", "own"])
    }

    @Test func theCoverCanBeNamed() {
        let yaml = (goodBook["book.yml"] ?? "") + "\ncover: 01-first#pair-1\n"
        #expect(load(["book.yml": yaml]).book?.cover?.step.number == "1")
    }

    @Test func aDiagnosticOfAScenarioFailsTheBook() {
        let (book, diagnostics) = Book.load(from: BookSource(texts: goodBook)) { file, _ in
            FigureResult(figure: nil, diagnostics: [Diagnostic("E0001", "wrong", in: file, at: Span(0, 1))])
        }
        #expect(book == nil)
        // The links to the figure's steps are wrong then, too.
        #expect(diagnostics.first?.code == "E0001")
    }

    @Test func aBookOfNothingIsAnError() {
        let (book, diagnostics) = Book.load(from: BookSource(texts: [:]), figure: figure)
        #expect(book == nil)
        #expect(diagnostics.map(\.code) == ["E0606"])
    }

    @Test func aSecondRendererNeedsNothingMore() throws {
        let book = try #require(load().book)
        let renderer: any BookRenderer = Outline()
        let result = renderer.render(RenderContext(book: book, templates: [:]))
        #expect(
            result.files == [
                OutputFile(
                    path: "outline.txt",
                    text: """
                        1 First: The first chapter.
                          Figure pair: 1 1.2 2
                        2 Second: The second chapter.

                        """)
            ])
    }
}

/// A renderer of another kind than the site: one file of text.
private struct Outline: BookRenderer {
    let name = "outline"

    func render(_ context: RenderContext) -> RenderResult {
        var text = ""
        for chapter in context.book.chapters {
            text += "\(chapter.number) \(chapter.title): \(chapter.summary)\n"
            for figure in chapter.page.figures.map(\.figure) {
                text += "  \(figure.title): \(figure.steps.map(\.number).joined(separator: " "))\n"
            }
        }
        return RenderResult(files: [OutputFile(path: "outline.txt", text: text)])
    }
}
