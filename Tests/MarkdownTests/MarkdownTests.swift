import Testing

@testable import Markdown

@Suite struct MarkdownTests {
    @Test func footnotesKeepTheirNumbersAndOccurrences() {
        let document = MarkdownDocument.parse("One[^a], two[^b], one again[^a].\n\n[^a]: First.\n[^b]: Second.\n")
        #expect(document.footnotes.count == 2)
        print(document)
    }
}
