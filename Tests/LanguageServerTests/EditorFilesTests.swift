import Foundation
import ScenarioCompiler
import ScenarioSyntax
import Testing

@testable import LanguageServer

/// The files for editors can be read by them, and name the words that the language has.
@Suite struct EditorFilesTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Templates/editors")

    private func read(_ name: String) throws -> String {
        try String(contentsOf: Self.folder.appendingPathComponent(name), encoding: .utf8)
    }

    private func json(_ name: String) throws -> JSONValue { try JSONValue(json: Array(try read(name).utf8)) }

    /// The words of the first list of alternatives in a pattern that begin with a word.
    private func alternatives(_ text: String, beginningWith word: String, separator: String) throws -> [String] {
        let start = try #require(text.range(of: word + separator), "no list begins with '\(word)'")
        let list = text[start.lowerBound...].prefix { $0 != ")" }
        return list.replacing(separator, with: "|").split(separator: "|").map {
            $0.trimmingCharacters(in: CharacterSet(charactersIn: "\"\\ "))
        }
    }

    @Test(arguments: [
        "vscode/package.json", "vscode/language-configuration.json", "vscode/syntaxes/heapbook.tmLanguage.json",
    ])
    func isJSON(_ name: String) throws {
        #expect(try json(name) != .null)
    }

    @Test func theExtensionNamesItsFiles() throws {
        let package = try json("vscode/package.json")
        let contributes = package["contributes"]
        let files = [
            package["main"], contributes["languages"].array?.first?["configuration"],
            contributes["grammars"].array?.first?["path"],
        ]
        for file in files {
            let name = try #require(file?.string)
            #expect(FileManager.default.fileExists(atPath: Self.folder.appendingPathComponent("vscode/\(name)").path))
        }
        let grammar = try json("vscode/syntaxes/heapbook.tmLanguage.json")
        #expect(grammar["scopeName"] == contributes["grammars"].array?.first?["scopeName"] ?? .null)
    }

    @Test func everyPatternOfTheGrammarCompilesAndIsUsed() throws {
        let grammar = try json("vscode/syntaxes/heapbook.tmLanguage.json")
        guard case .object(let rules) = grammar["repository"] else {
            Issue.record("the grammar has no repository")
            return
        }
        let text = try read("vscode/syntaxes/heapbook.tmLanguage.json")
        for (name, rule) in rules {
            let patterns = ["match", "begin", "end"].compactMap { rule[$0].string }
            #expect(!patterns.isEmpty)
            for pattern in patterns {
                #expect(throws: Never.self, "\(name)") { try NSRegularExpression(pattern: pattern) }
            }
            #expect(text.contains("\"#\(name)\""), "nothing includes '\(name)'")
        }
    }

    @Test(arguments: [
        ("header", "runtime cpython 3.11", true), ("header", "    runtime cpython 3.11", false),
        ("block", "setup:", true), ("block", "setup = 3", false),
        ("step", "step \"A \\\" b\":", true), ("step", "step = 3", false), ("step", "race \"Two\":", true),
        ("racePart", "    thread A:", true), ("racePart", "    schedule all", true),
        ("racePart", "    thread = 3", false), ("directive", "    focus left", true),
        ("directive", "focus = 3", false), ("stepInto", "    step into", true),
        ("expectation", "    expect on >= 3.8: x", true), ("label", "    label a.b[0] as L", true),
        ("question", "refcount(x)", true), ("question", "recount(x)", false), ("longNote", "    note \"\"\"", true),
    ])
    func aPatternFindsWhatItIsFor(_ rule: String, _ line: String, _ isFound: Bool) throws {
        let rules = try json("vscode/syntaxes/heapbook.tmLanguage.json")["repository"]
        let pattern = try #require(rules[rule]["match"].string ?? rules[rule]["begin"].string)
        let found = try NSRegularExpression(pattern: pattern).firstMatch(
            in: line, range: NSRange(location: 0, length: line.utf16.count))
        #expect((found != nil) == isFound)
    }

    @Test(arguments: [
        ("vscode/syntaxes/heapbook.tmLanguage.json", "|"), ("vim/syntax/heapbook.vim", "\\|"),
        ("emacs/heapbook-mode.el", "\" \""),
    ])
    func theWordsAreThoseOfTheLanguage(_ name: String, _ separator: String) throws {
        let text = try read(name)
        func words(_ first: String) throws -> Set<String> {
            Set(try alternatives(text, beginningWith: first, separator: separator))
        }
        #expect(try words("scenario") == Set(ScenarioWords.headers))
        #expect(try words("setup").union(try words("step")) == Set(ScenarioWords.blocks))
        #expect(try words("thread") == Set(ScenarioWords.raceParts))
        #expect(try words("note") == Set(ScenarioWords.directives))
        #expect(try words("refcount") == Set(LanguageNames.questions))
    }
}
