import Diagnostics
import Testing

@testable import ScenarioSyntax

private func tokens(_ text: String) -> [Token] {
    var lexer = Lexer(SourceFile(name: "t", text: text))
    return lexer.lex().tokens
}

@Suite struct LexerTests {
    @Test func indentationMakesBlocks() {
        let kinds = tokens("if x:\n    y\n\n    # c\n    z\nw\n").map(\.kind)
        #expect(
            kinds == [
                .keyword, .name, .op, .newline, .indent, .name, .newline, .name, .newline, .dedent, .name, .newline,
                .end,
            ])
    }

    @Test func bracketsJoinLines() {
        #expect(tokens("x = [1,\n  2]\n").filter { $0.kind == .newline }.count == 1)
        #expect(tokens("x = 1 + \\\n  2\n").filter { $0.kind == .newline }.count == 1)
    }

    @Test(arguments: [
        (#"'a\n\x41\u00e9\101'"#, "a\nAéA"), (#"r'a\n'"#, #"a\n"#), (#"'''a"b'''"#, "a\"b"), (#""it's""#, "it's"),
        (#"'\q'"#, #"\q"#), (#"'\U0001F600'"#, "😀"),
    ])
    func stringsHaveTheirValue(_ text: String, _ value: String) {
        #expect(tokens(text).first?.string?.value == value)
    }

    @Test(arguments: ["f(\nx=1)\n", "x = [\ny == 1,\n]\n", "x = 1 + \\\r2\r"])
    func aLineInBracketsMayLookLikeAStatement(_ text: String) {
        var lexer = Lexer(SourceFile(name: "t", text: text))
        #expect(lexer.lex().tokens.filter { $0.kind == .newline }.count == 1)
        #expect(lexer.diagnostics.isEmpty)
    }

    @Test(arguments: ["1_000", "0xFF", "0o17", "0b1", "1.5", "1e3", ".5", "5.", "1_0.2_5e-1_0", "00"])
    func numbersAreOneToken(_ text: String) {
        var lexer = Lexer(SourceFile(name: "t", text: text))
        let stream = lexer.lex()
        #expect(stream.tokens.count == 3)
        #expect(lexer.diagnostics.isEmpty)
    }

    @Test(arguments: ["0x", "1__0", "1_", "012", "0b2", "1abc"])
    func whatIsNoNumberIsSaid(_ text: String) {
        var lexer = Lexer(SourceFile(name: "t", text: text))
        _ = lexer.lex()
        #expect(lexer.diagnostics.map(\.code) == ["E0107"])
    }
}

@Suite struct ParserTests {
    private func parsed(_ text: String) -> ParseResult { parse(SourceFile(name: "t", text: text)) }

    @Test(arguments: [
        ("a + b * c ** -d", "(a + (b * (c ** (- d))))"), ("not a in b", "(not (a in b))"),
        ("a < b <= c", "(a < b <= c)"), ("a or b and c", "(a or (b and c))"), ("-a ** 2", "(- (a ** 2))"),
        ("a if b else c if d else e", "(a if b else (c if d else e))"), ("f(x)[0].y", "f(x)[0].y"),
        ("a - b - c", "((a - b) - c)"), ("a << b + c", "(a << (b + c))"),
    ])
    func operatorsBind(_ text: String, _ shape: String) {
        let (expression, diagnostics) = parseExpression(SourceFile(name: "t", text: text))
        #expect(diagnostics.isEmpty)
        #expect(shapeOf(expression) == shape)
    }

    private func shapeOf(_ expression: Expression) -> String {
        switch expression.kind {
        case .name(let name): name
        case .integer(let text): text
        case .unary(let op, let operand): "(\(op.rawValue) \(shapeOf(operand)))"
        case .binary(let op, let a, let b): "(\(shapeOf(a)) \(op.rawValue) \(shapeOf(b)))"
        case .comparison(let first, let parts):
            "(\(shapeOf(first))\(parts.map { " \($0.op.rawValue) \(shapeOf($0.operand))" }.joined()))"
        case .and(let items): "(\(items.map(shapeOf).joined(separator: " and ")))"
        case .or(let items): "(\(items.map(shapeOf).joined(separator: " or ")))"
        case .conditional(let condition, let then, let otherwise):
            "(\(shapeOf(then)) if \(shapeOf(condition)) else \(shapeOf(otherwise)))"
        case .call(let function, let arguments):
            "\(shapeOf(function))(\(arguments.map { shapeOf($0.value) }.joined(separator: ", ")))"
        case .subscripted(let value, let index): "\(shapeOf(value))[\(shapeOf(index))]"
        case .attribute(let value, let name, _): "\(shapeOf(value)).\(name)"
        default: "?"
        }
    }

    @Test func aPlainFileHasAStepForEachStatement() {
        let scenario = parsed("x = 1\nif x:\n    y = 2\n\nz = 3; w = 4\n").scenario
        #expect(scenario.isPlain)
        #expect(scenario.steps.map(\.title) == ["x = 1", "if x:", "z = 3", "w = 4"])
    }

    @Test func directiveWordsAreNamesInAPlainFile() {
        let result = parsed("expect = 1\nfocus = expect\nstep = 2\nsetup = 3\n")
        #expect(result.diagnostics.isEmpty)
        #expect(result.scenario.steps.count == 4)
    }

    @Test func aHeaderStandsAboveBlocksOrStatements() {
        let text = "scenario \"T\"\nruntime cpython 3.10\nsummary \"S\"\ntags a, b\n"
        for body in ["x = 1\n", "step \"A\":\n    x = 1\n"] {
            let result = parsed(text + body)
            #expect(result.diagnostics.isEmpty)
            #expect(result.scenario.header.title?.value == "T")
            #expect(result.scenario.header.runtime?.value == "cpython 3.10")
            #expect(result.scenario.header.tags.map(\.value) == ["a", "b"])
            #expect(result.scenario.steps.count == 1)
        }
    }

    @Test func oneMistakeDoesNotHideTheNext() {
        let result = parsed("del 3\nx = 4\nif x\n    y = 5\nz = )\n'open\nw = 1\n")
        #expect(
            result.diagnostics.compactMap { $0.span.map { result.scenario.file.line(at: $0.start) } } == [1, 3, 5, 6])
        #expect(result.scenario.steps.last?.title == "w = 1")
    }

    /// Whatever stands in a file, there is a tree and no crash.
    @Test func anyInputGivesATree() {
        let pieces = [
            "step \"a\":\n", "    ", "\t", "x", " = ", "(", "]", "\"", "'''", "\\", "\n", "def f(", "class", ":",
            "note ",
            "expect", "0x", "é", "if ", "else:", "*", "@", "\u{202E}", "label x as", "for x in", "lambda", "{", "}",
        ]
        var state: UInt64 = 42
        for _ in 0..<3000 {
            var text = ""
            for _ in 0..<12 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                text += pieces[Int(state >> 33) % pieces.count]
            }
            let result = parsed(text)
            #expect(result.scenario.file.bytes.count == text.utf8.count)
        }
    }

    @Test func deepNestingIsAnErrorAndNoCrash() {
        for text in [
            String(repeating: "(", count: 100_000), String(repeating: "-", count: 100_000) + "1",
            String(repeating: "not ", count: 50_000) + "x",
            "x = " + Array(repeating: "1", count: 100_000).joined(separator: "+"),
            "x" + String(repeating: ".y", count: 100_000), "x" + String(repeating: "[0]", count: 100_000),
            (0..<500).map { String(repeating: " ", count: $0) + "if x:\n" }.joined(),
        ] {
            #expect(containsError(parsed(text).diagnostics), "\(text.prefix(20))")
        }
    }
}
