import Diagnostics
import ScenarioCompiler
import ScenarioSyntax
import Testing

/// Files that nobody writes and somebody may send: each is read to its end, with a diagnostic or without one.
///
/// How long each takes and how much memory is measured on the release build, by Tests/Scripts/test_hostile_inputs.py.
@Suite struct HostileInputTests {
    private static let budget = Budget(instructions: 100_000, objects: 50_000, steps: 500, told: 100_000)

    private func codes(_ bytes: [UInt8]) -> [String] {
        compileAll(SourceFile(name: "hostile.heap", bytes: bytes), id: "hostile", budget: Self.budget)
            .flatMap(\.diagnostics).map(\.code)
    }

    private func codes(_ text: String) -> [String] { codes(Array(text.utf8)) }

    @Test(arguments: [
        ("(", ")", "E0203"), ("[", "]", "E0203"), ("{", "}", "E0203"), ("-", "1", "E0203"), ("not ", "1", "E0203"),
        ("lambda: ", "1", "E0203"), ("x if x else ", "1", "E0203"), ("x ** ", "1", "E0203"), ("f(", ")", "E0203"),
        ("x[", "]", "E0203"), ("f'{", "}'", "E0112"),
    ])
    func deepNesting(_ open: String, _ close: String, _ code: String) {
        let depth = 20_000
        for text in [
            "x = " + String(repeating: open, count: depth) + String(repeating: close, count: depth),
            "x = " + String(repeating: open, count: depth),
        ] {
            let codes = codes(text)
            #expect(!codes.isEmpty && codes.count <= 2, "\(codes)")
        }
        #expect(
            codes("x = " + String(repeating: open, count: 300) + "1").contains {
                ["E0104", "E0109", code].contains($0)
            })
    }

    @Test func deepBlocks() {
        let lines = (0..<3_000).map { String(repeating: " ", count: $0) + "if 1:" }
        #expect(codes(lines.joined(separator: "\n") + "\n").first == "E0203")
        #expect(codes(String(repeating: "if 1: ", count: 20_000) + "x = 1").isEmpty == false)
    }

    @Test func longChains() {
        for link in ["+1", ".a", "()", "[0]", " and x", " or x", "<x", ", x", "=x", " 'a'"] {
            let text = "x = x" + String(repeating: link, count: 20_000)
            let all = codes(text)
            #expect(all.count <= 2, "\(link): \(all)")
        }
    }

    @Test func aLongLine() {
        #expect(codes("x = '" + String(repeating: "é", count: 500_000) + "'").isEmpty)
        #expect(codes("x = '" + String(repeating: "é", count: 500_000)) == ["E0109"])
        #expect(codes(String(repeating: "x", count: 1_000_000) + " = $") == ["E0105"])
        #expect(codes("x = " + String(repeating: "9", count: 1_000_000)) == ["E0107"])
        #expect(codes("x = 0x" + String(repeating: "f", count: 1_000_000)) == ["E0107"])
        #expect(codes("x = " + String(repeating: "9", count: 4300)).isEmpty)
    }

    @Test func manyTokensAndManySteps() {
        #expect(codes(String(repeating: "x = 1\n", count: 20_000)) == ["E0801"])
        #expect(codes("x = [" + String(repeating: "1, ", count: 60_000) + "]").isEmpty)
        #expect(codes(String(repeating: "$ ", count: 20_000)).count == [Diagnostic].mostKept)
        #expect(codes(String(repeating: "x x\n", count: 20_000)).count == [Diagnostic].mostKept)
        #expect(codes(String(repeating: "return\n", count: 20_000)).count == [Diagnostic].mostKept)
        #expect(codes("runtime cpython 2.7\n" + String(repeating: "x: int = 1\n", count: 1000)).count <= 2 * 100)
    }

    @Test func bytesThatAreNoText() {
        #expect(codes([0xFF, 0xFE, 0x00]) == ["E0001"])
        #expect(codes(Array("x = 1\n".utf8) + [0xFF]) == ["E0002"])
        #expect(codes([0xC3]) == ["E0002"])
        #expect(codes([0xED, 0xA0, 0x80]) == ["E0002"])
        #expect(codes(Array("x = '".utf8) + [0x00] + Array("'".utf8)) == ["E0001"])
        #expect(codes([0xEF, 0xBB, 0xBF] + Array("x = 1\n".utf8)).isEmpty)
        #expect(codes([]) == ["E0307"])
    }

    @Test func charactersThatTurnTheDirection() {
        for scalar in ["\u{202E}", "\u{2066}", "\u{200F}"] {
            #expect(codes("x = '\(scalar)'  # \(scalar)\n").isEmpty)
            #expect(codes("x\(scalar) = 1\n").first == "E0105")
            let file = SourceFile(name: "f", text: "y = '\(scalar)' + 1\n")
            let said = TerminalRenderer().render(compileAll(file, id: "f", budget: Self.budget).flatMap(\.diagnostics))
            #expect(!said.unicodeScalars.contains { String($0) == scalar })
        }
    }

    /// Every prefix of scenarios, and each with one piece left out, has a tree and places inside the text.
    @Test func whatIsCutShortHasATree() {
        let text = """
            scenario "A"
            setup:
                class Node:
                    def __init__(self, *, value=f"{1!r:>{2}}"):
                        self.value = [v for v in (1, 2) if v] or {**{}}
            step "B":
                try:
                    del x[1:2], y.z
                except (KeyError, ValueError) as e: pass
                expect raises IndexError: [][0]
                expect on >= 3.8 and < 3.12: refcount(x) == 1
                label x as L
                note '''
                text'''
            exit:
                expect freed(L)
            """
        let bytes = Array(text.utf8)
        for cut in bytes.indices {
            for part in [Array(bytes[..<cut]), Array(bytes[..<cut]) + Array(bytes[min(cut + 7, bytes.count)...])] {
                let file = SourceFile(name: "f", bytes: part)
                let parsed = parse(file)
                for diagnostic in parsed.diagnostics {
                    #expect(diagnostic.span.map { $0.start >= 0 && $0.end <= part.count } ?? true)
                }
                #expect(onDeepStack { _ in dump(parsed.scenario) }.hasPrefix("scenario"))
            }
        }
    }
}
