import Diagnostics
import Fonts
import Foundation
import Guidebook
import Testing

#if canImport(FoundationXML)
    import FoundationXML
#endif

@testable import SiteGenerator

/// The templates that ship, by name.
func shippedTemplates() throws -> [String: SourceFile] {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Templates/site")
    var templates: [String: SourceFile] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path) where path.contains(".") {
        let bytes = [UInt8](try Data(contentsOf: folder.appendingPathComponent(path)))
        templates[path] = SourceFile(name: path, bytes: bytes)
    }
    return templates
}

/// The sample book as a site, with some templates changed; nil takes one away.
func renderSample(_ changes: [String: String?] = [:], faces: [FontFace] = []) throws -> RenderResult {
    let book = try #require(SampleBook.load().book)
    var templates = try shippedTemplates()
    for (name, text) in changes { templates[name] = text.map { SourceFile(name: name, text: $0) } }
    let generator = SiteGenerator(faces: faces, diagramStyle: SampleBook.style)
    return generator.render(RenderContext(book: book, templates: templates))
}

extension RenderResult {
    /// The text of a file that must be there.
    func text(_ path: String) throws -> String {
        String(decoding: try #require(files.first { $0.path == path }).bytes, as: UTF8.self)
    }
}

@Suite struct SiteGeneratorTests {
    @Test func theSampleBookHasNoDiagnostics() {
        #expect(SampleBook.load().diagnostics == [])
    }

    @Test func aDamagedFontIsSaid() throws {
        let damaged = FontFace(family: "Inter", weight: 400, bytes: Array("no font".utf8))
        let told = try renderSample(faces: [damaged]).diagnostics
        #expect(told.map(\.code) == ["E0706"])
        #expect(told.first?.title.contains("Inter") == true)
    }

    /// With `HEAPBOOK_SAMPLE_SITE` set to a folder, the sample is written there, to be looked at and for the tests in
    /// `Tests/Browser`.
    @Test func theFilesOfASite() throws {
        let result = try renderSample(faces: FontLibrary.system.guideFaces())
        #expect(result.diagnostics == [])
        #expect(
            result.files.map(\.path) == [
                "assets/fonts/inter-400-italic.woff2", "assets/fonts/inter-400.woff2",
                "assets/fonts/inter-600.woff2", "assets/fonts/jetbrains-mono-400.woff2",
                "assets/fonts/jetbrains-mono-600.woff2", "assets/heapbook.css", "assets/heapbook.js", "cycles.html",
                "favicon.svg", "index.html", "names.html",
            ])
        guard let folder = ProcessInfo.processInfo.environment["HEAPBOOK_SAMPLE_SITE"] else { return }
        for file in result.files {
            let place = URL(fileURLWithPath: folder).appendingPathComponent(file.path)
            try FileManager.default.createDirectory(
                at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(file.bytes).write(to: place)
        }
    }

    @Test func theSameBookGivesTheSameBytes() throws {
        let faces = try FontLibrary.system.guideFaces()
        #expect(try renderSample(faces: faces).files == renderSample(faces: faces).files)
    }

    @Test func everyPageIsWellFormedXML() throws {
        for file in try renderSample().files where file.path.hasSuffix(".html") {
            let parser = XMLParser(data: Data(file.bytes))
            #expect(parser.parse(), "\(file.path): \(String(describing: parser.parserError))")
        }
    }

    @Test func everyStepHasItsAnchorPictureNoteAndWords() throws {
        let html = try renderSample().text("cycles.html")
        for step in 1...8 {
            #expect(html.contains("id=\"cycle-\(step)\" role=\"group\""))
            #expect(html.contains("<a class=\"step-label\" href=\"#cycle-\(step)\">Step \(step) of 8</a>"))
            #expect(html.contains("data-scenario=\"cycle\" data-step=\"\(step)\""))
            #expect(html.contains("<div id=\"_cycle-\(step)-words\">\n<p>Names"))
        }
        #expect(html.contains("its count fell to <strong>0</strong>"))
        #expect(html.contains("<pre class=\"step-printed\" tabindex=\"0\"><code>2</code></pre>"))
    }

    @Test func headingsOfStepsStandOneLevelBelowTheirSection() throws {
        let result = try renderSample()
        #expect(try result.text("cycles.html").contains("<h2 class=\"step-title\""))
        #expect(try result.text("names.html").contains("<h3 class=\"step-title\""))
    }

    @Test func linksBecomeAddressesOfPages() throws {
        let result = try renderSample()
        let names = try result.text("names.html")
        #expect(names.contains("<a href=\"cycles.html#cycle-7\">what happens in a cycle</a>"))
        #expect(names.contains("<a href=\"#one-object-many-names\">"))
        #expect(try result.text("index.html").contains("<a href=\"names.html\">names</a>"))
        #expect(names.contains("<a class=\"pager-next\" href=\"cycles.html\" rel=\"next\">"))
        #expect(!names.contains("pager-previous"))
        #expect(try result.text("cycles.html").contains("<a class=\"pager-previous\" href=\"names.html\""))
    }

    @Test func theFrontPageShowsTheCover() throws {
        let front = try renderSample().text("index.html")
        #expect(front.contains("<a href=\"cycles.html#cycle-6\">From the chapter “Cycles”</a>"))
        #expect(front.contains("data-scenario=\"cycle\" data-step=\"6\""))
    }

    @Test func theFrontPageExplainsTheMarksOfPictures() throws {
        let front = try renderSample().text("index.html")
        let key = try #require(front.firstMatch(of: /<section class="key"[\s\S]*?<\/section>/)).output
        for state in ["object new", "object changed", "object freed", "object unreachable", "object focus"] {
            #expect(key.contains("class=\"\(state)\""))
        }
        #expect(key.contains("class=\"fold\""))
        let words = try #require(try shippedTemplates()["text.json"])
        let texts = try JSONDecoder().decode([String: String].self, from: Data(words.bytes))
        let explanations = texts.filter { $0.key.hasPrefix("key") }
        #expect(explanations.count == 7 && explanations.values.allSatisfy { key.contains($0) })
    }

    @Test func aBookWithoutPicturesNeedsNoKey() throws {
        var texts = SampleBook.texts
        texts["book.yml"] = "title: Words\nchapters: [01-names]"
        texts["01-names/chapter.md"] = "---\ntitle: One\nsummary: Two.\n---\nText.\n"
        texts["index.md"] = nil
        let book = try #require(Book.load(from: BookSource(texts: texts), figure: SampleBook.figure).book)
        let result = SiteGenerator(faces: [], diagramStyle: "")
            .render(RenderContext(book: book, templates: try shippedTemplates()))
        #expect(try !result.text("index.html").contains("class=\"key\""))
    }

    @Test func theTextIsEscaped() throws {
        var texts = SampleBook.texts
        texts["book.yml"] = "title: '<b> & \"c\"'\nchapters: [01-names]"
        texts["01-names/chapter.md"] = "---\ntitle: 1 < 2\nsummary: a & b\n---\n`<x>`\n"
        texts["index.md"] = nil
        let loaded = Book.load(from: BookSource(texts: texts), figure: SampleBook.figure)
        let book = try #require(loaded.book)
        let result = SiteGenerator(faces: [], diagramStyle: "")
            .render(RenderContext(book: book, templates: try shippedTemplates()))
        #expect(result.diagnostics == [])
        let page = try result.text("names.html")
        #expect(page.contains("<h1>1 &lt; 2</h1>") && page.contains("<code>&lt;x&gt;</code>"))
        #expect(!page.contains("<b>") && !page.contains("<x>"))
    }

    @Test func fontsHoldTheCharactersOfThePages() throws {
        let files = [OutputFile(path: "a.html", text: "é → 漢"), OutputFile(path: "b.css", text: "content: \"↩\"")]
        let characters = Stylesheet.characters(in: files)
        #expect(characters.isSuperset(of: "é→漢↩ AZaz09~".unicodeScalars))
        #expect(!characters.contains("ü"))
    }
}

@Suite struct SiteTemplateTests {
    @Test func anAuthorsTemplateStandsInPlaceOfOurs() throws {
        let result = try renderSample(["chapter.mustache": "<p>{{title}}, {{text.chapters}}</p>"])
        #expect(result.diagnostics == [])
        #expect(try result.text("cycles.html") == "<p>Cycles, Chapters</p>")
    }

    @Test func aThemeIsAFile() throws {
        var texts = SampleBook.texts
        texts["book.yml"]? += "\ntheme: night"
        let book = try #require(Book.load(from: BookSource(texts: texts), figure: SampleBook.figure).book)
        var templates = try shippedTemplates()
        let generator = SiteGenerator(faces: [], diagramStyle: "")
        let refused = generator.render(RenderContext(book: book, templates: templates))
        #expect(refused.files.isEmpty)
        let diagnostic = try #require(refused.diagnostics.first)
        #expect(diagnostic.code == "E0705" && diagnostic.help.contains("`paper`"))
        #expect(diagnostic.span.map { book.file.text($0) } == "night")
        templates["themes/night.css"] = SourceFile(name: "night.css", text: ":root { --paper: black; }")
        let result = generator.render(RenderContext(book: book, templates: templates))
        #expect(try result.text("assets/heapbook.css").contains("--paper: black"))
    }

    @Test(arguments: [
        ("page.mustache", "E0701"), ("chapter.mustache", "E0701"), ("heapbook.css", "E0701"), ("text.json", "E0701"),
        ("player.mustache", "E0703"),
    ])
    func aMissingTemplateIsAnError(_ name: String, _ code: String) throws {
        let result = try renderSample([name: nil])
        #expect(result.files.isEmpty)
        #expect(result.diagnostics.contains { $0.code == code })
    }

    @Test func aBrokenTemplateIsReportedAtItsLine() throws {
        let result = try renderSample(["index.mustache": "one\n{{#chapters}}\nthree\n"])
        let diagnostic = try #require(result.diagnostics.first { $0.code == "E0702" })
        #expect(diagnostic.file.name == "index.mustache")
        #expect(diagnostic.span.map { diagnostic.file.line(at: $0.start) } ?? 0 >= 2)
    }

    @Test func aPartialThatIsNotThereIsReportedAtItsPlace() throws {
        let result = try renderSample(["index.mustache": "one\n{{> plaver}}\n"])
        let diagnostic = try #require(result.diagnostics.first { $0.code == "E0703" })
        #expect(diagnostic.span.map { diagnostic.file.text($0) } == "{{> plaver}}")
    }

    @Test func aWordThatATranslationLacksIsNamed() throws {
        let result = try renderSample(["text.json": "{\"step\": \"Schritt\"}"])
        #expect(result.diagnostics.contains { $0.code == "E0708" && $0.title.contains("`describe`") })
        #expect(!result.diagnostics.contains { $0.title.contains("`step`") })
        #expect(try renderSample(["text.json": "[1]"]).diagnostics.contains { $0.code == "E0704" })
    }

    @Test func everyWordOfTheInterfaceIsUsed() throws {
        let templates = try shippedTemplates()
        let text = try #require(templates["text.json"])
        let words = try JSONDecoder().decode([String: String].self, from: Data(text.bytes))
        let used = templates.filter { $0.key.hasSuffix(".mustache") }.values.map {
            String(decoding: $0.bytes, as: UTF8.self)
        }
        .joined()
        let own = Set(InterfaceText.Word.allCases.map(\.rawValue))
        for key in words.keys.sorted() { #expect(own.contains(key) || used.contains("text.\(key)"), "\(key)") }
    }
}

@Suite struct BackquotesTests {
    @Test(arguments: [
        ("No name leads to `a`.", "No name leads to <code>a</code>.", "No name leads to a."),
        ("`x < 1` & y", "<code>x &lt; 1</code> &amp; y", "x < 1 & y"), ("odd ` one", "odd ` one", "odd  one"),
        ("", "", ""),
    ])
    func codeStandsBetweenThem(_ text: String, _ html: String, _ plain: String) {
        #expect(Backquotes.html(text) == html)
        #expect(Backquotes.plain(text) == plain)
    }
}

@Suite struct PythonColoursTests {
    @Test(arguments: [
        ("x = 300", "x = <span class=\"py-number\">300</span>"),
        ("del x", "<span class=\"py-keyword\">del</span> x"),
        ("import1 = a2", "import1 = a2"),
        ("s = 'a\\'b' # c", "s = <span class=\"py-string\">'a\\'b'</span> <span class=\"py-comment\"># c</span>"),
        ("a < \"<\"", "a &lt; <span class=\"py-string\">&quot;&lt;&quot;</span>"),
        (
            "\"\"\"a\nb\"\"\"",
            "<span class=\"py-string\">&quot;&quot;&quot;a</span>\n<span class=\"py-string\">b&quot;&quot;&quot;</span>"
        ),
        ("'open\nx", "<span class=\"py-string\">'open</span>\nx"),
        ("'\\", "<span class=\"py-string\">'\\</span>"),
        ("\"\"\"", "<span class=\"py-string\">&quot;&quot;&quot;</span>"),
        ("", ""),
    ])
    func codeIsColoured(_ code: String, _ html: String) {
        #expect(PythonColours.html(code) == html)
    }
}
