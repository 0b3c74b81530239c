import Diagnostics
import Foundation
import Testing

@testable import Heapbook

/// The scenarios of the pages about codes: the wrong one gives its code and no other, the right one none.
@Suite struct CodeExampleTests {
    private static let pages = CodePage.all.filter { if case .scenario = $0.wrong.kind { true } else { false } }

    private func codes(_ example: CodeExample) throws -> Set<String> {
        let scratch = try ScratchFolder()
        for file in example.files {
            let path = scratch.path + "/" + file.name
            try Data(try #require(file.bytes)).write(to: URL(fileURLWithPath: path))
        }
        let input = try ScenarioInput(path: scratch.path + "/" + example.files[0].name)
        let compiled = compileScenarioForAllRuntimes(input.file, id: input.id, folder: input.folder)
        return Set(compiled.flatMap(\.diagnostics).map(\.code))
    }

    @Test func thereAreSuchPages() {
        #expect(Self.pages.count >= 60)
    }

    @Test(arguments: pages.map(\.code)) func theWrongOneGivesItsCodeAndTheRightOneNone(_ code: String) throws {
        let page = try #require(CodePage.page(of: code))
        #expect(try codes(page.wrong) == [code])
        #expect(try codes(page.right) == [])
    }
}
