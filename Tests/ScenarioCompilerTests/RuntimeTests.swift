import Diagnostics
import HeapModel
import Testing

@testable import ScenarioCompiler

/// A scenario's runtime decides on the rules.
@Suite struct RuntimeTests {
    private func compileText(_ text: String, _ runtime: String?) -> Compilation {
        compile(SourceFile(name: "case.py", text: text), id: "case", runtime: runtime)
    }

    @Test(arguments: ["2.7", "3.6", "3.7", "3.8", "3.9", "3.10", "3.11", "3.12", "3.13"])
    func everyModelledVersionRuns(_ version: String) throws {
        let result = compileText("x = [1]\ny = x\n", "cpython \(version)")
        #expect(result.diagnostics.isEmpty)
        #expect(result.timeline?.scenario.runtime == "cpython \(version)")
        #expect(result.timeline?.steps.count == 2)
    }

    @Test(arguments: [
        ("cpython 3.99", "there is no runtime 'cpython 3.99'"), ("pypy", "there is no runtime 'pypy'"),
    ])
    func otherRuntimesAreNamed(_ runtime: String, _ title: String) {
        #expect(compileText("x = 1\n", runtime).diagnostics.map(\.title) == [title])
    }

    @Test(arguments: [
        ("print(f'{1}')", "2.7", "f-string"), ("print((n := 1))", "3.7", "':='"),
        ("def f(a, /): pass", "3.7", "positional-only parameter"),
        ("@a[0]\ndef f(): pass", "3.8", "decorator of this form"),
    ])
    func whatTheGrammarLacksIsRefused(_ text: String, _ version: String, _ what: String) {
        let result = compileText(text + "\n", "cpython \(version)")
        #expect(result.timeline == nil)
        #expect(result.diagnostics.map(\.title) == ["Python \(version) has no \(what)"])
    }

    @Test func whatIsExpectedToFailIsHeldToTheGrammarToo() {
        let text = "step \"a\":\n    x = 1\n    expect raises TypeError: x = f'{1}' + 1\n    expect f'{x}' == '1'\n"
        let result = compile(SourceFile(name: "case.heap", text: text), id: "case", runtime: "cpython 2.7")
        #expect(result.diagnostics.map(\.title) == ["Python 2.7 has no f-string"])
    }
}
