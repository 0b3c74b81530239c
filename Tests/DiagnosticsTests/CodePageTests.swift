import Diagnostics
import Foundation
import Testing

@Suite struct CodePageTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The codes that stand in the sources, apart from the pages themselves.
    private static func codesInSources() throws -> Set<String> {
        let sources = root.appendingPathComponent("Sources")
        var codes: Set<String> = []
        for path in try FileManager.default.subpathsOfDirectory(atPath: sources.path)
        where path.hasSuffix(".swift") && !path.hasPrefix("Diagnostics/Pages/") {
            let text = try String(contentsOf: sources.appendingPathComponent(path), encoding: .utf8)
            codes.formUnion(text.matches(of: /"([EW]\d{4})"/).map { String($0.1) })
        }
        return codes
    }

    @Test func everyCodeHasAPageAndEveryPageACode() throws {
        let codes = try Self.codesInSources()
        #expect(codes.count > 100)
        #expect(CodePage.all.map(\.code) == codes.sorted())
    }

    @Test(arguments: CodePage.all.map(\.code)) func aPageCanBeRead(_ code: String) throws {
        let page = try #require(CodePage.page(of: code.lowercased()))
        #expect(page.meaning.count > 30)
        #expect(!page.title.hasSuffix("."))
        #expect(page.meaning.hasSuffix("."), "\(page.meaning.suffix(20))")
        let lines = page.text.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines[0] == "\(code): \(page.title)")
        #expect(lines.contains("Wrong:") && lines.contains("Right:"))
        #expect(page.wrong.text != page.right.text)
    }

    @Test func thereIsNoPageOfAnUnknownCode() {
        #expect(CodePage.page(of: "E9999") == nil)
    }

    @Test func anExampleThatHangsOnTheMachineIsARareThing() {
        let told = CodePage.all.filter { if case .told = $0.wrong.kind { true } else { false } }
        #expect(told.map(\.code) == ["E0613", "E0706", "E0802"])
    }
}
