import Diagnostics
import Testing

@testable import Guidebook

/// The books of the pages about codes: the wrong one gives its code and no other, the right one none.
@Suite struct CodeExampleTests {
    private static let pages = CodePage.all.filter { if case .book = $0.wrong.kind { true } else { false } }

    /// A book whose files are all there, so that only the example is wrong.
    private static let wholeBook = goodBook.merging([
        "01-first/chapter.md": "---\ntitle: First\nsummary: The first chapter.\n---\n{{scenario pair.heap}}\n",
        "02-second/chapter.md":
            "---\ntitle: Second\nsummary: The second chapter.\nslug: another\n---\n![A picture](picture.svg)\n",
        "02-second/other.heap": "x = 300\n", "01-first/other/pair.heap": "x = 300\n",
        "01-first/other/two.heap": "x = 300\n", "drafts/chapter.md": "---\ntitle: Draft\nsummary: A draft.\n---\nText.",
        "01-first/other.heap": "x = 300\n",
    ]) { $1 }

    private func codes(_ example: CodeExample) -> Set<String> {
        var files = Self.wholeBook.mapValues { Array($0.utf8) }
        for file in example.files { files[file.name] = file.bytes }
        let (_, diagnostics) = Book.load(from: BookSource { files[$0].map { .file($0) } ?? .missing }) { file, id in
            noted(figure(file, id), file)
        }
        return Set(diagnostics.map(\.code))
    }

    /// The figure with the note that the scenario's text has.
    private func noted(_ result: FigureResult, _ file: SourceFile) -> FigureResult {
        var result = result
        let text = file.text(Span(0, file.bytes.count))
        if let note = text.firstMatch(of: /note "(.*)"/) { result.figure?.steps[0].note = String(note.1) }
        return result
    }

    @Test func thereAreSuchPages() {
        #expect(Self.pages.count >= 30)
    }

    @Test(arguments: pages.map(\.code)) func theWrongOneGivesItsCodeAndTheRightOneNone(_ code: String) throws {
        let page = try #require(CodePage.page(of: code))
        #expect(codes(page.wrong) == [code])
        #expect(codes(page.right) == [])
    }
}
