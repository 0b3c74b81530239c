import Diagnostics
import Testing

@testable import Guidebook

/// A mistake in a book, and what must be said about it.
struct Mistake: CustomTestStringConvertible, Sendable {
    /// The file that is changed, and its text from then on; `$` marks where the expected place starts and ends.
    var path: String
    var text: String
    var code: String
    var testDescription: String { "\(code) in \(path)" }
}

private func chapter(_ body: String) -> String {
    "---\ntitle: First\nsummary: The first chapter.\n---\n\(body)\n"
}

private let first = "01-first/chapter.md"
private let rest = "\n{{scenario pair.heap}}\n"

let mistakes: [Mistake] = [
    Mistake(path: "book.yml", text: "title: [$\n$chapters", code: "E0601"),
    Mistake(path: "book.yml", text: "$just a text$", code: "E0602"),
    Mistake(path: "book.yml", text: "title: A\n$titel$: B\nchapters: [01-first, 02-second]", code: "E0603"),
    Mistake(path: "book.yml", text: "chapters: [01-first, 02-second]", code: "E0604"),
    Mistake(path: "book.yml", text: "title: A", code: "E0604"),
    Mistake(path: "book.yml", text: "title: A\nchapters: $01-first$", code: "E0605"),
    Mistake(
        path: "book.yml", text: "title: A\nlanguage: $english please$\nchapters: [01-first, 02-second]", code: "E0605"),
    Mistake(path: "book.yml", text: "title: A\nchapters:\n  - 01-first\n  - 02-second\n  - $03-third$", code: "E0606"),
    Mistake(
        path: "book.yml", text: "title: A\nchapters:\n  - 01-first\n  - 02-second\n  - $./01-first$", code: "E0607"),
    Mistake(path: "book.yml", text: "title: A\nchapters:\n  - 01-first\n  - 02-second\n  - $../other$", code: "E0618"),
    Mistake(
        path: "book.yml", text: "title: A\ncover: $01-first#pair-9$\nchapters: [01-first, 02-second]", code: "E0634"),
    Mistake(path: first, text: "$# First$\n" + rest, code: "E0608"),
    Mistake(path: first, text: "$---$\ntitle: First\n" + rest, code: "E0609"),
    Mistake(path: first, text: "---\ntitle: First\n---\n" + rest, code: "E0604"),
    Mistake(path: first, text: "---\ntitle: First\nsummary: S.\n$sumary$: S.\n---\n" + rest, code: "E0603"),
    Mistake(path: first, text: "---\ntitle: F\nsummary: S.\nslug: $The First$\n---\n" + rest, code: "E0610"),
    Mistake(path: first, text: "---\ntitle: F\nsummary: S.\nslug: $index$\n---\n" + rest, code: "E0611"),
    Mistake(path: first, text: chapter("${{figure pair.heap}}$\n" + rest), code: "E0614"),
    Mistake(path: first, text: chapter("${{scenario a.heap b.heap}}$\n" + rest), code: "E0615"),
    Mistake(path: first, text: chapter("- ${{scenario a.heap}}$\n" + rest), code: "E0616"),
    Mistake(path: first, text: chapter("Look at ${{scenario pair.heap}}$ here.\n" + rest), code: "E0616"),
    Mistake(path: first, text: chapter("Text\n${{scenario pair.heap}}$\n" + rest), code: "E0616"),
    Mistake(path: first, text: chapter("`{{scenario a.heap}}` or **${{scenario a_b.heap}}$**\n" + rest), code: "E0616"),
    Mistake(path: first, text: chapter("- Look:\n  ${{scenario pair.heap}}$\n" + rest), code: "E0616"),
    Mistake(path: first, text: chapter("## A ${{scenario pair.heap}}$\n" + rest), code: "E0616"),
    Mistake(path: first, text: chapter("| a |\n| - |\n| ${{scenario pair.heap}}$ |\n" + rest), code: "E0616"),
    Mistake(path: first, text: chapter("${{scenario pear.heap}}$\n" + rest), code: "E0617"),
    Mistake(path: first, text: chapter("${{scenario ../../pair.heap}}$\n" + rest), code: "E0618"),
    Mistake(path: first, text: chapter("${{scenario päir.heap}}$\n" + rest), code: "E0619"),
    Mistake(path: first, text: chapter("{{scenario pair.heap}}\n\n${{scenario pair.heap}}$"), code: "E0620"),
    Mistake(path: first, text: chapter("Text with a $<b>$bold</b> word." + rest), code: "E0622"),
    Mistake(path: first, text: chapter("$<div>$\n" + rest), code: "E0622"),
    Mistake(path: first, text: chapter("$# Title$\n" + rest), code: "E0623"),
    Mistake(path: first, text: chapter("## Section\n\n$#### Deep$\n" + rest), code: "E0624"),
    Mistake(path: first, text: chapter("$A claim[^gone].$\n" + rest), code: "E0625"),
    Mistake(path: first, text: chapter("A [link]($#pair-7$) to a step.\n" + rest), code: "E0627"),
    Mistake(path: first, text: chapter("A [link]($../02-second/chapter.md#where$).\n" + rest), code: "E0627"),
    Mistake(path: first, text: chapter("Two\nlines and a [link]($../02-secnd/chapter.md$).\n" + rest), code: "E0628"),
    Mistake(path: first, text: chapter("A [link]($notes.txt$).\n" + rest), code: "E0628"),
    Mistake(path: first, text: chapter("A [link]($../../etc/passwd$).\n" + rest), code: "E0618"),
    Mistake(path: first, text: chapter("A [link]($/etc/passwd$).\n" + rest), code: "E0618"),
    Mistake(path: first, text: chapter("A [link]($javascript:alert$).\n" + rest), code: "E0630"),
    Mistake(path: first, text: chapter("A ![picture]($https://example.org/a.png$).\n" + rest), code: "E0631"),
    Mistake(path: first, text: chapter("A ![picture]($pair.heap$).\n" + rest), code: "E0632"),
    Mistake(path: first, text: chapter("A ![]($../02-second/picture.svg$).\n" + rest), code: "E0633"),
    Mistake(path: "index.md", text: "Start [here]($01-frist/chapter.md$).\n", code: "E0628"),
]

@Suite struct BookDiagnosticsTests {
    @Test(arguments: mistakes)
    func aMistakeIsReportedAtItsPlace(_ mistake: Mistake) throws {
        let parts = mistake.text.split(separator: "$", omittingEmptySubsequences: false)
        let text = parts.joined()
        let found = load([mistake.path: text]).diagnostics.filter { $0.code == mistake.code }
        let diagnostic = try #require(found.first, "no \(mistake.code)")
        #expect(diagnostic.file.name == mistake.path)
        if parts.count == 3 {
            let start = parts[0].utf8.count
            let expected = Span(start, start + parts[1].utf8.count)
            let span = try #require(diagnostic.span)
            // A place in broken YAML is libyaml's; its line is what matters.
            if mistake.code == "E0601" {
                #expect(span.start >= expected.start)
            } else {
                #expect(diagnostic.file.text(span) == diagnostic.file.text(expected))
                #expect(span == expected)
            }
        } else {
            #expect(diagnostic.span == nil)
        }
        #expect(
            !diagnostic.help.isEmpty || !diagnostic.explanation.isEmpty || diagnostic.title.contains("must be")
                || mistake.code == "E0601" || mistake.code == "E0607")
    }

    @Test func aGoodBookSaysNothing() {
        #expect(load().diagnostics == [])
    }

    @Test func unknownKeysAndAnchorsGetASuggestion() {
        let yaml = "title: A\nsubtitel: B\nchapters: [01-first, 02-second]"
        #expect(load(["book.yml": yaml]).diagnostics.map(\.help) == ["did you mean `subtitle`?"])
        let text = chapter("A [link](#pare-2).\n" + rest)
        #expect(load([first: text]).diagnostics.first { $0.code == "E0627" }?.help == "did you mean `#pair-2`?")
    }

    @Test func eachScenarioInASentenceIsReportedAndNoneInCode() {
        let text = chapter("é {{scenario a.heap}} and {{scenario b.heap}}, as in `{{scenario c.heap}}`.\n" + rest)
        let found = load([first: text]).diagnostics
        #expect(found.map(\.code) == ["E0616", "E0616"])
        #expect(found.map { $0.span.map($0.file.text) } == ["{{scenario a.heap}}", "{{scenario b.heap}}"])
        #expect(load([first: chapter("Write `{{scenario a.heap}}`, not {{braces}}.\n" + rest)]).diagnostics == [])
    }

    @Test func severalMistakesAreReportedInOneRun() {
        let text = chapter("# One\n\n<b>two</b> [three](#none)\n\n{{four}}\n" + rest)
        let codes = load([first: text]).diagnostics.map(\.code)
        #expect(Set(codes).isSuperset(of: ["E0623", "E0622", "E0627", "E0614"]))
    }

    @Test func aWarningLeavesTheBookWhole() {
        let second = "---\ntitle: Second\nsummary: S.\nslug: another\n---\n## There\n\n![](picture.svg)\n"
        let (book, diagnostics) = load(["02-second/chapter.md": second])
        #expect(diagnostics.map(\.code) == ["E0633"])
        #expect(book?.assets.map(\.path) == ["02-second/picture.svg"])
    }

    @Test func twoScenariosOfOneNameAreAnError() {
        let second = "---\ntitle: Second\nsummary: S.\nslug: another\n---\n## There\n\n{{scenario pair.heap}}\n"
        let diagnostics = load(["02-second/chapter.md": second, "02-second/pair.heap": "z = 1\n"]).diagnostics
        let found = diagnostics.first { $0.code == "E0621" }
        #expect(found?.explanation == "the other one is 01-first/pair.heap")
    }

    @Test func aNoteIsCheckedAtItsStep() {
        let (book, diagnostics) = Book.load(from: BookSource(texts: goodBook)) { file, id in
            var result = figure(file, id)
            result.figure?.steps[2].note = "# Heading\n\n<b>raw</b> and [gone](#pair-9)"
            return result
        }
        #expect(book == nil)
        #expect(diagnostics.map(\.code) == ["E0626", "E0622", "E0627"])
        #expect(diagnostics.allSatisfy { $0.file.name == "01-first/pair.heap" })
        #expect(diagnostics.allSatisfy { $0.span.map { goodBookLine($0) } == 2 })
    }

    private func goodBookLine(_ span: Span) -> Int {
        SourceFile(name: "", text: goodBook["01-first/pair.heap"] ?? "").line(at: span.start)
    }

    @Test func aFileThatIsNoTextIsAnError() {
        let source = BookSource { path in
            path == "01-first/chapter.md"
                ? .file([0xFF, 0xFE, 0x00]) : BookSource(texts: goodBook).read(path)
        }
        #expect(Book.load(from: source, figure: figure).diagnostics.contains { $0.code == "E0612" })
    }

    @Test func aFileThatCannotBeReadIsAnError() {
        let source = BookSource { path in
            path == "01-first/pair.heap"
                ? .unreadable("Permission denied") : BookSource(texts: goodBook).read(path)
        }
        let found = Book.load(from: source, figure: figure).diagnostics.first { $0.code == "E0613" }
        #expect(found?.title.contains("Permission denied") == true)
    }

    @Test func oddBytesNeverCrash() {
        var state: UInt64 = 42
        let pieces = [
            "{{", "}}", "scenario ", "[", "](", ")", "#", "\n", "---\n", "|", "`", "<", ">", "^", "é", "\0", "\r", ": ",
            "- ", "&", "*x", "%",
        ]
        for _ in 0..<300 {
            var text = ""
            for _ in 0..<40 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                text += pieces[Int(state >> 33) % pieces.count]
            }
            _ = load(["book.yml": text])
            _ = load([first: text])
            _ = load([first: chapter(text)])
        }
    }
}
