import Diagnostics
import Guidebook
import Testing

@testable import SiteGenerator

/// The templates of the pages about codes: the wrong ones give their code and no other, the right ones none.
@Suite struct CodeExampleTests {
    private static let pages = CodePage.all.filter { if case .templates = $0.wrong.kind { true } else { false } }

    private func codes(_ example: CodeExample) throws -> Set<String> {
        let book = try #require(SampleBook.load().book)
        var templates = try shippedTemplates()
        for file in example.files { templates[file.name] = file.bytes.map { SourceFile(name: file.name, bytes: $0) } }
        let generator = SiteGenerator(faces: [], diagramStyle: SampleBook.style)
        return Set(generator.render(RenderContext(book: book, templates: templates)).diagnostics.map(\.code))
    }

    @Test(arguments: pages.map(\.code)) func theWrongOneGivesItsCodeAndTheRightOneNone(_ code: String) throws {
        let page = try #require(CodePage.page(of: code))
        #expect(try codes(page.wrong) == [code])
        #expect(try codes(page.right) == [])
    }
}
