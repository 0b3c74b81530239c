import Diagnostics
import Testing

@testable import ScenarioSyntax

private func formatted(_ text: String) -> String? {
    guard case .formatted(let bytes) = format(SourceFile(name: "t", text: text)) else { return nil }
    return String(decoding: bytes, as: UTF8.self)
}

@Suite struct FormatterTests {
    @Test(arguments: [
        ("x=1", "x = 1\n"), ("x  =-1", "x = -1\n"), ("x=a-b", "x = a - b\n"), ("f (x , y)", "f(x, y)\n"),
        ("f(a = 1, * b, ** c)", "f(a=1, *b, **c)\n"), ("x [ 1 : -2 , :: 3 ]", "x[1:-2, ::3]\n"),
        ("d={ 'a' :1 }", "d = {'a': 1}\n"), ("f=lambda x=1,*y:-x", "f = lambda x=1, *y: -x\n"),
        ("f=lambda:0", "f = lambda: 0\n"), ("x=(1,)", "x = (1,)\n"), ("x=not(a)", "x = not (a)\n"),
        ("5 . real", "5 .real\n"), ("x . y", "x.y\n"), ("a=b=c", "a = b = c\n"), ("a+=1", "a += 1\n"),
        ("a:int=1", "a: int = 1\n"), ("x=2**-1", "x = 2 ** -1\n"), ("*a,b=c", "*a, b = c\n"),
        ("print(x)  ;", "print(x)\n"), ("a=1;b=2", "a = 1; b = 2\n"), ("\"a\"\"b\"", "\"a\" \"b\"\n"),
        ("x=a@b", "x = a @ b\n"), ("runtime  a+ =", "runtime a + =\n"), ("runtime a++ =", "runtime a + + =\n"),
        ("runtime a.. ...  .", "runtime a.. ....\n"), ("runtime a . ..", "runtime a. ..\n"),
        ("(y:=1)", "(y := 1)\n"), ("x if y else-1", "x if y else -1\n"),
        ("x\t# c  \r\n", "x  # c\n"), ("\u{FEFF}x", "x\n"), ("", ""), ("\n\n# only\n\n\n", "# only\n"),
    ])
    func aLineHasOneForm(_ text: String, _ expected: String) {
        #expect(formatted(text) == expected)
    }

    @Test(arguments: [
        ("def f(a:int=1,b=2,/,*,c)->int:\n\treturn a", "def f(a: int = 1, b=2, /, *, c) -> int:\n    return a\n"),
        ("@ d\nclass A ( B ) : pass", "@d\nclass A(B): pass\n"),
        ("x = [\n1,\n   2]", "x = [\n    1,\n    2]\n"),
        ("f(g([\n1,\n]))", "f(g([\n    1,\n]))\n"),
        ("f(a,\n  b(\n c\n  ))", "f(a,\n    b(\n        c\n    ))\n"),
        ("if (a and\n  b):\n  c", "if (a and\n        b):\n    c\n"),
        ("def f(\n a,\n ):\n  b", "def f(\n    a,\n):\n    b\n"),
        ("x = 1 + \\\n  2", "x = 1 + \\\n    2\n"),
        ("x = [ # one\n # two\n\n\n 1 ]", "x = [  # one\n    # two\n\n    1]\n"),
        ("if a:\n\n  b\n\n\n\n  c", "if a:\n    b\n\n    c\n"),
        ("a\n\n\n\n\nb", "a\n\n\nb\n"),
        ("x = '''a\n   b'''", "x = '''a\n   b'''\n"),
    ])
    func linesStayAndIndentationFollows(_ text: String, _ expected: String) {
        #expect(formatted(text) == expected)
    }

    @Test(arguments: [
        ("if a:\n  b\n  # in\nc", "if a:\n    b\n    # in\nc\n"),
        ("if a:\n  b\n# out\nc", "if a:\n    b\n# out\nc\n"),
        ("if a:\n  # first\n  b", "if a:\n    # first\n    b\n"),
        ("if a:\n      # first\n  b", "if a:\n    # first\n    b\n"),
        ("if a:\n  if b:\n      c\n    # of the outer\nd", "if a:\n    if b:\n        c\n    # of the outer\nd\n"),
        ("if a:\n  b\n   # last", "if a:\n    b\n    # last\n"),
    ])
    func aCommentStaysInItsBlock(_ text: String, _ expected: String) {
        #expect(formatted(text) == expected)
    }

    @Test func blocksAreSetApart() {
        let text = """
            scenario "T"
            setup:

              x=1
            # about the step
            step "A":
              expect  -x== -1
              expect(x)==1
              expect on>=3.8 and<3.12:x==1
              label(x)as L



              focus x,L
            step "B" : 
              expect raises TypeError:f( )
            """
        #expect(
            formatted(text) == """
                scenario "T"

                setup:
                    x = 1

                # about the step
                step "A":
                    expect -x == -1
                    expect (x) == 1
                    expect on >= 3.8 and < 3.12: x == 1
                    label (x) as L

                    focus x, L

                step "B":
                    expect raises TypeError: f()

                """)
    }

    @Test func inAPlainFileExpectIsAName() {
        #expect(formatted("expect (x)") == "expect(x)\n")
    }

    @Test(arguments: ["x = (1", "step \"A\":\n    x = = 1\n", "x = 'a", "a\0b"])
    func aFileWithErrorsIsRefused(_ text: String) {
        guard case .refused(let diagnostics) = format(SourceFile(name: "t", text: text)) else {
            Issue.record("it was formatted")
            return
        }
        #expect(containsError(diagnostics))
    }

    /// 10,000 files: formatted again gives the same, the tree is the same, and every comment is there.
    @Test(arguments: 0..<20) func anyFileKeepsItsMeaning(_ part: Int) throws {
        for seed in (part * 500)..<((part + 1) * 500) {
            let scenario = RandomScenario(seed: seed)
            let source = SourceFile(name: "t", text: scenario.text)
            let before = parse(source)
            guard before.diagnostics.isEmpty else {
                Issue.record("seed \(seed) is no scenario: \(before.diagnostics.map(\.title))\n\(scenario.text)")
                return
            }
            guard case .formatted(let bytes) = format(source, before) else {
                Issue.record("seed \(seed) cannot be formatted:\n\(scenario.text)")
                return
            }
            let result = SourceFile(name: "t", bytes: bytes)
            let after = parse(result)
            let isSame =
                tree(before.scenario) == tree(after.scenario)
                && after.comments.map { result.text($0) } == scenario.comments
            guard isSame, case .formatted(bytes) = format(result, after) else {
                Issue.record(
                    "seed \(seed) does not come out right:\n\(scenario.text)\n---\n\(result.text(Span(0, bytes.count)))"
                )
                return
            }
        }
    }

    /// The tree without places. In a plain file a step's title is the text of its first line, spaces and all.
    private func tree(_ scenario: Scenario) -> String {
        var scenario = scenario
        if scenario.isPlain { for index in scenario.steps.indices { scenario.steps[index].title = "" } }
        return dump(scenario, places: false)
    }
}
