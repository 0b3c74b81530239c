import Diagnostics
import Foundation
import Testing

@Suite struct SourceFileTests {
    @Test(arguments: [("a\nb\n", [0, 2, 4]), ("a\r\nb\rc", [0, 3, 5]), ("", [0])])
    func findsLines(_ text: String, _ starts: [Int]) {
        #expect(SourceFile(name: "f", text: text).lineStarts == starts)
    }

    @Test func countsColumnsInCharacters() {
        let file = SourceFile(name: "f", text: "x = 'é👩‍👧'; y\n")
        let place = file.position(at: file.bytes.count - 2)
        #expect(place.line == 1)
        #expect(place.column == 11)
    }

    @Test func aSpanOutsideTheFileIsEmpty() {
        let file = SourceFile(name: "f", text: "abc")
        #expect(file.text(Span(2, 99)) == "c")
        #expect(file.text(Span(50, 60)) == "")
    }
}

@Suite struct TerminalRendererTests {
    private func render(_ text: String, _ span: Span, color: Bool = false) -> String {
        let file = SourceFile(name: "f.heap", text: text)
        let diagnostic = Diagnostic(
            "E0213", "cannot assign to a literal", in: file, at: span, explanation: "The cause.", help: "The way out.")
        return TerminalRenderer(usesColor: color).render(diagnostic)
    }

    @Test func underlinesTheSpan() {
        let expected = """
            error[E0213]: cannot assign to a literal
              --> f.heap:2:1
            2 | 34 = x
              | ^^
              why: The cause.
              help: The way out.

            """
        #expect(render("x = 1\n34 = x\n", Span(6, 8)) == expected)
    }

    @Test func keepsTheUnderlineInPlaceAfterTabsAndWideCharacters() {
        let text = "\t'漢字' = 2\n"
        let start = text.utf8.count - 2
        let lines = render(text, Span(start, start + 1)).split(separator: "\n")
        #expect(lines[2] == "1 |     '漢字' = 2")
        #expect(lines[3] == "  |              ^")
    }

    @Test func marksOnePlaceForAnEmptySpan() {
        #expect(render("if x\n", Span(4, 4)).contains("  |     ^\n"))
    }

    @Test func cutsALongLine() {
        let text = String(repeating: "x", count: 5000) + " = 3"
        let lines = render(text, Span(4000, 4001)).split(separator: "\n")
        #expect(lines.allSatisfy { $0.count < 400 })
    }

    @Test func showsNothingThatSteersATerminal() {
        let text = render("x = '\u{1B}[2J\u{202E}'\n", Span(0, 1))
        #expect(!text.unicodeScalars.contains("\u{1B}"))
        #expect(!text.unicodeScalars.contains("\u{202E}"))
    }

    @Test func coloursOnlyWhenAsked() {
        #expect(render("x", Span(0, 1), color: true).contains("\u{1B}[31;1m"))
    }
}

@Suite struct DiagnosticsJSONTests {
    @Test func hasPlacesInLinesAndBytes() throws {
        let file = SourceFile(name: "f.heap", text: "é = 1\nx")
        let diagnostic = Diagnostic(
            "E1", "t", in: file, at: Span(7, 8), related: [RelatedPlace(Span(0, 2), "the first one")])
        let whole = Diagnostic("E2", "u", in: file, at: nil)
        let bytes = try diagnosticsJSON([diagnostic, whole])
        let report = try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any]
        let list = try #require(report?["diagnostics"] as? [[String: Any]])
        let span = try #require(list[0]["span"] as? [String: Int])
        #expect(span == ["start": 7, "end": 8, "line": 2, "column": 1, "end_line": 2, "end_column": 2])
        #expect(list[1]["span"] is NSNull)
    }
}
