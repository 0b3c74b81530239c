import Diagnostics
import Foundation
import Heapbook
import ScenarioCompiler
import ScenarioSyntax
import Testing

@testable import LanguageServer

private let story = """
    scenario "A ring"

    setup:
        import gc
        class Node:
            def __init__(self, value):
                self.value = value
                self.next = None

    step "Two nodes":
        left = Node("left")
        right = Node("right")
        left.next = right
        right.next = left
        label left as L
        expect refcount(left) == 2

    step "Only a label":
        pair = [left, 300]
        del left, right
        focus pair
        expect refcount(L) == 2

    """

@Suite struct DiagnosticsTests {
    @Test func followChangesInTheMiddle() throws {
        var session = try Session(story)
        #expect(session.diagnostics.isEmpty)
        try session.replace("refcount(left) == 2", with: "refcount(left) == 3")
        #expect(session.diagnostics.map { $0["code"] } == ["E0503"])
        #expect(session.diagnostics.first?["range"] == (try session.range(of: "refcount(left) == 3")))
        try session.replace("refcount(left) == 3", with: "refcount(left) == 2")
        #expect(session.diagnostics.isEmpty)
    }

    @Test func aBrokenFileIsReadOn() throws {
        var session = try Session(story)
        try session.replace("left = Node(\"left\")", with: "left = Node(\"left\"")
        #expect(session.diagnostics.contains { $0["code"] == "E0104" })
        let symbols = try session.request(
            "textDocument/documentSymbol", ["textDocument": ["uri": .string(Session.uri)]])
        #expect(symbols.array?.count == 3)
        let hover = try session.request("textDocument/hover", at: "expect refcount(L‸)")
        #expect(hover["contents"]["value"].string?.contains("Node") == true, "what the last run gave is still known")
    }

    @Test func placesCountInUTF16() throws {
        var session = try Session("step \"A\":\n    x = \"😀é\"; y = [x]\n    expect refcount(y) == 1\n")
        #expect(session.diagnostics.isEmpty)
        try session.replace("y = [x]", with: "y = [zz]")
        #expect(session.diagnostics.first?["range"] == (try session.range(of: "zz")))
        try session.replace("😀", with: "😀😀")
        #expect(session.diagnostics.first?["range"] == (try session.range(of: "zz")))
    }

    @Test func everyRuntimeIsAskedAndSaysTheSameOnce() throws {
        let session = try Session("compare \"cpython 3.8\", \"cpython 3.11\"\n\nstep \"A\":\n    x = [1]\n    y = zz\n")
        #expect(session.diagnostics.count == 2)
        #expect(session.diagnostics.allSatisfy { $0["message"].string?.contains("under cpython") == true })
    }
}

@Suite struct HoverTests {
    @Test(arguments: [
        ("le‸ft = Node", ["`left`: `Node`", "after step 1", "2 references", "- `name left`", "- `right.next`"]),
        ("left.ne‸xt = right", ["`next`: `Node`", "2 references", "- `name right`"]),
        ("label left as ‸L", ["`L`: `Node`", "after step 1"]),
        ("refcount(‸L) == 2", ["`L`: `Node`", "after step 2", "- `pair[0]`"]),
        ("foc‸us pair", ["emphasis"]), ("ref‸count(L)", ["references that a reader can see"]),
        ("se‸tup:", ["before the first step"]), ("pai‸r =", ["`pair`: `list`", "real count 1"]),
        ("    ‸del left, right", []), ("self.‸value = value", ["`value` has no value"]),
    ])
    func saysTypeAndCountsAtTheStep(_ excerpt: String, _ expected: [String]) throws {
        var session = try Session(story)
        let value = try session.request("textDocument/hover", at: excerpt)["contents"]["value"].string ?? ""
        for part in expected { #expect(value.contains(part), "\(value)") }
        if expected.isEmpty { #expect(value.isEmpty, "\(value)") }
    }

    @Test func aVariableOfAFunctionHasAValueWhereLinesAreTold() throws {
        let text =
            "setup:\n    def f(x):\n        y = [x]\n        return y\n\nstep \"Call\":\n    step into\n    z = f(300)\n"
        var session = try Session(text)
        let value = try session.request("textDocument/hover", at: "return ‸y")["contents"]["value"].string ?? ""
        #expect(value.contains("`y`: `list`"), "\(value)")
        #expect(value.contains("in step 1."), "\(value)")
    }

    @Test func eachRuntimeIsShown() throws {
        var session = try Session("compare \"cpython 2.7\", \"cpython 3.11\"\n\nstep \"A\":\n    x = [1]\n")
        let value = try session.request("textDocument/hover", at: "‸x = ")["contents"]["value"].string ?? ""
        #expect(value.contains("cpython 2.7") && value.contains("cpython 3.11"))
    }
}

@Suite struct CompletionTests {
    private func labels(_ text: String, at excerpt: String) throws -> [String] {
        var session = try Session(text)
        let items = try session.request("textDocument/completion", at: excerpt)
        return (items.array ?? []).compactMap { $0["label"].string }
    }

    @Test(arguments: [
        ("    ‸focus pair", ["note", "expect", "focus", "step into", "left", "pair"]),
        ("expect ‸refcount(L)", ["refcount", "unreachable", "L", "left", "on", "raises"]),
        ("focus ‸pair", ["pair", "L"]), ("left.‸next", ["next", "value"]), ("import ‸gc", ["gc", "weakref"]),
        ("= ‸[left", ["pair", "Node", "len", "lambda"]), ("‸step \"Only", ["step", "exit"]),
        ("‸scenario", ["scenario", "runtime", "compare", "setup"]),
    ])
    func offersWhatMayStandThere(_ excerpt: String, _ expected: [String]) throws {
        let offered = try labels(story, at: excerpt)
        #expect(Set(offered).isSuperset(of: expected), "\(offered)")
        #expect(Set(offered).count == offered.count)
    }

    @Test func knowsTheMethodsOfWhatANameRefersTo() throws {
        var session = try Session(story)
        try session.replace("    focus pair", with: "    pair.\n    focus pair")
        let items = try session.request("textDocument/completion", at: "pair.‸\n")
        #expect((items.array ?? []).contains { $0["label"] == "append" && $0["detail"] == "list" })
    }

    @Test func offersNothingInsideTextAndComments() throws {
        #expect(try labels("x = \"a b\"  # c d\n", at: "\"a ‸b").isEmpty)
        #expect(try labels("x = \"a b\"  # c d\n", at: "# c ‸d").isEmpty)
    }

    @Test func everyWordOfTheLanguageIsExplained() {
        #expect(Set(Words.directives.keys) == Set(ScenarioWords.directives + ["step into", "show collector"]))
        #expect(Set(Words.headers.keys) == Set(ScenarioWords.headers))
        #expect(Set(Words.blocks.keys) == Set(ScenarioWords.blocks))
        #expect(Set(Words.raceParts.keys) == Set(ScenarioWords.raceParts))
        #expect(Set(Words.questions.keys) == Set(LanguageNames.questions))
    }
}

@Suite struct NavigationTests {
    @Test(arguments: [
        ("del ‸left", "left = Node"), ("= ‸Node(\"left\")", "Node:"), ("right.‸next", "next = None"),
        ("refcount(‸L)", "L\n"), ("self.value = ‸value", "value):"), ("‸gc\n", "gc\n"),
    ])
    func aNameLeadsToWhereItIsBound(_ excerpt: String, _ target: String) throws {
        var session = try Session(story)
        let location = try session.request("textDocument/definition", at: excerpt)
        #expect(location["range"]["start"] == (try session.place("‸" + target)))
    }

    @Test func referencesAreAllPlaces() throws {
        var session = try Session(story)
        let all = try session.request(
            "textDocument/references", at: "‸left = Node", ["context": ["includeDeclaration": true]])
        #expect(all.array?.count == 7)
        let uses = try session.request(
            "textDocument/references", at: "‸left = Node", ["context": ["includeDeclaration": false]])
        #expect(uses.array?.count == 6)
    }

    @Test(arguments: [
        ("‸left = Node(", "first", "first.next = right\n    right.next = first\n    label first as L"),
        ("‸L\n", "Lost", "label left as Lost\n    expect refcount(left) == 2"),
        ("self.‸next", "following", "self.following = None"),
        ("import ‸gc", "g", "import gc as g"),
        ("__init__(self, ‸value)", "content", "def __init__(self, content):\n            self.value = content"),
    ])
    func aNewNameIsWrittenEverywhere(_ excerpt: String, _ name: String, _ expected: String) throws {
        var session = try Session(story)
        let prepared = try session.request("textDocument/prepareRename", at: excerpt)
        #expect(prepared["placeholder"].string != nil)
        let result = try session.request("textDocument/rename", at: excerpt, ["newName": .string(name)])
        let text = try session.applying(result["changes"][Session.uri])
        #expect(text.contains(expected), "\(text)")
        let again = try Session(text)
        #expect(again.diagnostics.isEmpty)
    }

    @Test func scopesAreKeptApart() throws {
        let text = """
            def f(x, key=1):
                y = x
                return [x for x in y] + [lambda x: x]
            x = 1
            f(x, key=2)

            """
        var session = try Session(text)
        let outer = try session.request(
            "textDocument/references", at: "‸x = 1", ["context": ["includeDeclaration": true]])
        #expect(outer.array?.count == 2)
        let parameter = try session.request(
            "textDocument/references", at: "f(‸x, key=1", ["context": ["includeDeclaration": true]])
        #expect(parameter.array?.count == 2)
        let keyword = try session.request(
            "textDocument/references", at: "f(x, ‸key=2", ["context": ["includeDeclaration": true]])
        #expect(keyword.array?.count == 2)
    }

    @Test(arguments: [
        ("‸left = Node(", "right"), ("‸left = Node(", "L"), ("‸left = Node(", "class"), ("‸left = Node(", "a b"),
        ("‸left = Node(", "1a"), ("‸refcount(left)", "count"),
    ])
    func whatCannotBeRenamedIsRefused(_ excerpt: String, _ name: String) throws {
        var session = try Session(story)
        let answer = try session.ask(
            "textDocument/rename",
            [
                "textDocument": ["uri": .string(Session.uri)], "position": try session.place(excerpt),
                "newName": .string(name),
            ])
        #expect(answer["error"]["code"] == -32803)
        #expect(answer["error"]["message"].string?.isEmpty == false)
    }
}

@Suite struct OutlineAndFormattingTests {
    @Test func theOutlineIsTheSteps() throws {
        var session = try Session(story)
        let symbols = try session.request(
            "textDocument/documentSymbol", ["textDocument": ["uri": .string(Session.uri)]])
        #expect(symbols.array?.map { $0["name"] } == ["setup", "1. Two nodes", "2. Only a label"])
        #expect(symbols.array?[0]["children"].array?.first?["name"] == "Node")
        #expect(symbols.array?[1]["children"].array?.first?["name"] == "L")
        #expect(symbols.array?[1]["detail"] == "1 expectation")
    }

    @Test func formattingIsOneSmallChange() throws {
        var session = try Session(story)
        let params: JSONValue = ["textDocument": ["uri": .string(Session.uri)]]
        let none = try session.request("textDocument/formatting", params)
        #expect(none == [])
        try session.replace("pair = [left, 300]", with: "pair=[left,300]")
        let edits = try session.request("textDocument/formatting", params)
        #expect(try session.applying(edits) == story)
        #expect(edits.array?.count == 1)
        #expect((edits.array?.first?["newText"].string ?? story).utf8.count < 30)
        try session.replace("pair=[left,300]", with: "pair=[left")
        let refused = try session.request("textDocument/formatting", params)
        #expect(refused == [])
    }
}

@Suite struct QuickFixTests {
    @Test(arguments: [
        ("step \"A\":\n    x = 300\n    expect refcount(x) == 2\n", "expect refcount(x) == 1\n"),
        ("step \"A\":\n    x = 300\n    focsu x\n", "    focus x\n"),
        ("stpe \"A\":\n    x = 300\n", "step \"A\":\n"),
        ("step \"A\"\n    x = 300\n", "step \"A\":\n"),
        ("if 1  # one\n    x = 300\n", "if 1:  # one\n"),
        ("step \"A\":\n    x = (300\n    y = 1\n", "x = (300)\n"),
        ("runtime \"cpython 3.8\"\n\nx = 300\n", "runtime cpython 3.8\n"),
        ("print \"a\"\n", "print(\"a\")\n"),
        ("left = [1]\nright = lefft\n", "right = left\n"),
        ("step \"A\":\n    x = 300\n    expect x = 300\n", "expect x == 300\n"),
        ("x = [1]\nx.class = 3\n", "x.class_ = 3\n"),
        ("compare \"cpython 3.8\", \"cpython 3.9\"\nruntime cpython 3.8\n\nx = 1\n", "\"cpython 3.9\"\n\nx = 1\n"),
    ])
    func theHelpOfADiagnosticIsOneKeyAway(_ text: String, _ expected: String) throws {
        var session = try Session(text)
        #expect(!session.diagnostics.isEmpty)
        let range: JSONValue = ["start": ["line": 0, "character": 0], "end": ["line": 99, "character": 0]]
        let actions = try session.request(
            "textDocument/codeAction",
            ["textDocument": ["uri": .string(Session.uri)], "range": range, "context": ["diagnostics": []]])
        let first = try #require(actions.array?.first, "no fix for \(session.diagnostics)")
        #expect(first["kind"] == "quickfix")
        let fixed = try session.applying(first["edit"]["changes"][Session.uri])
        #expect(fixed.contains(expected), "\(fixed)")
    }
}

@Suite struct ProtocolTests {
    @Test func requestsHaveTheirOrder() {
        var server = LanguageServer()
        func request(_ method: String) -> JSONValue {
            server.receive(["jsonrpc": "2.0", "id": 1, "method": .string(method), "params": [:]]).first ?? .null
        }
        #expect(request("textDocument/hover")["error"]["code"] == -32002)
        #expect(request("initialize")["result"]["capabilities"]["hoverProvider"] == true)
        #expect(request("textDocument/none")["error"]["code"] == -32803)
        #expect(request("workspace/none")["error"]["code"] == -32601)
        #expect(request("shutdown")["result"] == .null)
        #expect(request("textDocument/hover")["error"]["code"] == -32600)
        #expect(server.exitStatus == nil)
        let answers = server.receive(["jsonrpc": "2.0", "method": "exit"])
        #expect(answers.isEmpty)
        #expect(server.exitStatus == 0)
    }

    @Test func anExitWithoutAShutdownIsNoOrderlyEnd() {
        var server = LanguageServer()
        _ = server.receive(["jsonrpc": "2.0", "method": "exit"])
        #expect(server.exitStatus == 1)
    }

    @Test func closingADocumentTakesItsDiagnosticsAway() throws {
        var session = try Session("x = (\n")
        #expect(!session.diagnostics.isEmpty)
        session.notify("textDocument/didClose", ["textDocument": ["uri": .string(Session.uri)]])
        #expect(session.diagnostics.isEmpty)
    }

    @Test func whatAnOldVersionGaveIsDropped() throws {
        var server = LanguageServer()
        _ = server.receive(["jsonrpc": "2.0", "id": 1, "method": "initialize", "params": [:]])
        let document: JSONValue = ["uri": "file:///a.heap", "version": 1, "text": "x = 1\n"]
        _ = server.receive(["method": "textDocument/didOpen", "params": ["textDocument": document]])
        let taken = server.takeJob()
        let job = try #require(taken)
        let change: JSONValue = ["text": "x = 2\n"]
        _ = server.receive([
            "method": "textDocument/didChange",
            "params": ["textDocument": ["uri": "file:///a.heap", "version": 2], "contentChanges": [change]],
        ])
        let messages = server.finish(job, job.run())
        #expect(messages.isEmpty)
        let next = server.takeJob()
        #expect(next?.version == 2)
    }

    @Test func messagesAreTakenOutOfAnyPieces() throws {
        let first = try framed(["method": "a", "text": "é"])
        let second = Array("content-length: 2\r\nContent-Type: x\r\n\r\n{}".utf8)
        var reader = MessageReader()
        var bodies: [[UInt8]] = []
        for byte in first + second { bodies += try reader.read([byte]) }
        #expect(try bodies.map { try JSONValue(json: $0) } == [["method": "a", "text": "é"], [:]])
        var all = MessageReader()
        let together = try all.read(first + second)
        #expect(together.count == 2)
    }

    @Test(arguments: [
        "Content-Length: -1\r\n\r\n", "Content-Length: 99999999999\r\n\r\n", "no header\n", "X: 1\r\n\r\n",
    ])
    func aStreamWithoutMessagesIsRefused(_ text: String) {
        #expect(throws: MessageReader.Failure.self) {
            var reader = MessageReader()
            _ = try reader.read(Array(text.utf8))
        }
    }

    @Test func aFileHasAPathAndAnIdentifier() {
        let path = DocumentPath(uri: "file:///a%20b/s%C3%BC.heap")
        #expect(path.path == "/a b/sü.heap")
        #expect(path.folder == "/a b")
        #expect(path.id == "sü")
        #expect(DocumentPath.uri("/a b/sü.heap") == "file:///a%20b/s%C3%BC.heap")
        #expect(DocumentPath(uri: "untitled:Untitled-1").folder == nil)
        #expect(DocumentPath(uri: "file:///a.heap").folder == "/")
    }

    /// Whatever comes in, there is an answer.
    @Test func anyMessageIsAnswered() throws {
        var session = try Session("x = 1\n")
        let odd: [JSONValue] = [
            [:], ["textDocument": ["uri": .string(Session.uri)]], ["textDocument": ["uri": "file:///no"]],
            ["textDocument": ["uri": .string(Session.uri)], "position": ["line": -1, "character": 0]],
            ["textDocument": ["uri": .string(Session.uri)], "position": ["line": 999_999, "character": 999_999]],
            ["textDocument": ["uri": .string(Session.uri)], "range": [1, 2]],
        ]
        for method in ["hover", "completion", "definition", "references", "rename", "codeAction", "formatting"] {
            for params in odd { _ = try session.ask("textDocument/\(method)", params) }
        }
    }
}

/// Edits of every kind: whatever the text is then, every question is answered.
@Suite struct RandomEditTests {
    private struct Chance {
        var state: UInt64

        /// SplitMix64 (Steele, Lea and Flood 2014).
        mutating func next(_ bound: Int) -> Int {
            state &+= 0x9E37_79B9_7F4A_7C15
            var word = state
            word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
            word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
            return Int((word ^ (word >> 31)) % UInt64(bound))
        }
    }

    private static let pieces = [
        "", "(", ")", "\"", "\"\"\"", ":", "\n", "\n    ", "\t", "x", "😀", "é", ".", "# c", "label x as L",
        "step \"B\":\n",
        "f\"{x", "lambda", "=", "\\", "\r", "import a.b as c", "except E as e:\n",
    ]

    @Test(arguments: 0..<8) func noTextIsTooOddForAQuestion(_ seed: Int) throws {
        var chance = Chance(state: UInt64(seed))
        var session = try Session(story)
        for version in 2..<60 {
            let (line, column) = (chance.next(30), chance.next(40))
            let start: JSONValue = ["line": .int(line), "character": .int(column)]
            let end: JSONValue = ["line": .int(line + chance.next(2)), "character": .int(column + chance.next(6))]
            let piece = Self.pieces[chance.next(Self.pieces.count)]
            _ = session.server.receive([
                "method": "textDocument/didChange",
                "params": [
                    "textDocument": ["uri": .string(Session.uri), "version": .int(version)],
                    "contentChanges": [["range": ["start": start, "end": end], "text": .string(piece)]],
                ],
            ])
            let place: JSONValue = ["line": .int(chance.next(30)), "character": .int(chance.next(40))]
            for method in [
                "hover", "completion", "definition", "references", "prepareRename", "rename", "codeAction",
                "formatting",
                "documentSymbol",
            ] {
                let answer = try session.ask(
                    "textDocument/\(method)",
                    [
                        "textDocument": ["uri": .string(Session.uri)], "position": place, "newName": "other",
                        "range": ["start": start, "end": start], "context": ["includeDeclaration": true],
                    ])
                #expect(answer["error"].isNull || answer["error"]["code"] == -32803, "\(answer)")
            }
        }
    }
}

/// A fix that is offered for a wrong scenario of the repository takes away what it is for.
@Suite struct WrongScenarioFixTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Wrong")

    static let names: [String] = {
        let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
        return (names ?? []).filter { $0.hasSuffix(".heap") }.sorted()
    }()

    private func diagnostics(_ bytes: [UInt8]) -> [Diagnostic] {
        compileScenarioForAllRuntimes(SourceFile(name: "wrong.heap", bytes: bytes), id: "wrong").flatMap(\.diagnostics)
    }

    private func read(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: Self.folder.appendingPathComponent(name)))
    }

    @Test func thereAreFixes() throws {
        let fixes = try Self.names.flatMap { name in diagnostics(try read(name)).compactMap { QuickFix($0) } }
        #expect(fixes.count >= 12)
    }

    @Test(arguments: names) func aFixTakesAwayWhatItIsFor(_ name: String) throws {
        let bytes = try read(name)
        for diagnostic in diagnostics(bytes) {
            guard let fix = QuickFix(diagnostic) else { continue }
            let fixed = Array(bytes[..<fix.span.start] + Array(fix.text.utf8) + bytes[fix.span.end...])
            let line = diagnostic.file.line(at: diagnostic.span?.start ?? 0)
            let after = diagnostics(fixed).filter { other in
                other.title == diagnostic.title && other.file.line(at: other.span?.start ?? 0) == line
            }
            #expect(after.isEmpty, "\(fix.title): \(String(decoding: fixed, as: UTF8.self))")
        }
    }
}
