import Foundation
import LanguageServer

/// An editor's session with the language server: after each keystroke in the middle of a scenario, one question.
struct Editing {
    /// The questions that an editor waits for.
    static let methods = [
        "hover", "completion", "definition", "references", "rename", "documentSymbol", "formatting", "codeAction",
    ]

    private static let uri: JSONValue = "file:///benchmark.heap"
    private static let keystrokes = 20

    private var server = LanguageServer()
    private let lines: Int

    /// Opens a scenario of so many lines, and lets it run once.
    init(lines: Int) throws {
        self.lines = lines
        let text = Stories.edited(lines: lines)
        try send(["id": 0, "method": "initialize", "params": ["capabilities": [:]]])
        try send([
            "method": "textDocument/didOpen",
            "params": ["textDocument": ["uri": Self.uri, "version": 1, "text": .string(text)]],
        ])
        guard let job = server.takeJob() else { throw BenchmarkError("the scenario is not to be run") }
        let messages = server.finish(job, job.run())
        guard let first = messages.first, first["params"]["diagnostics"] == [] else {
            throw BenchmarkError("the scenario is wrong: \(messages)")
        }
    }

    /// From the bytes of a message to those of the answer.
    @discardableResult
    private mutating func send(_ message: JSONValue) throws -> [UInt8] {
        let message = try JSONValue(json: try message.json())
        return try server.receive(message).flatMap { try framed($0) }
    }

    /// The longest that a keystroke and the answer to the question after it take, in seconds of processor time.
    mutating func longestAnswer(_ method: String) throws -> Measurement {
        var longest = Measurement(seconds: 0, peakBytes: 0)
        // The line `    first = Node(n)` of a step in the middle.
        let line = Stories.editedHeader + lines / 2 / Stories.editedBlock * Stories.editedBlock + 1
        let place: JSONValue = ["line": .int(line), "character": 6]
        let end: JSONValue = ["line": .int(line), "character": 21]
        for stroke in 0..<Self.keystrokes {
            let measured = try Measurement.of {
                // One space more behind the line, then one less.
                let wide: JSONValue = ["line": .int(line), "character": 22]
                let isAdding = stroke % 2 == 0
                try send([
                    "method": "textDocument/didChange",
                    "params": [
                        "textDocument": ["uri": Self.uri, "version": .int(stroke + 2)],
                        "contentChanges": [
                            ["range": ["start": end, "end": isAdding ? end : wide], "text": isAdding ? " " : ""]
                        ],
                    ],
                ])
                let answer = try send([
                    "id": 1, "method": .string("textDocument/" + method),
                    "params": [
                        "textDocument": ["uri": Self.uri], "position": place, "newName": "renamed",
                        "range": ["start": place, "end": place], "context": ["includeDeclaration": true],
                    ],
                ])
                guard String(decoding: answer, as: UTF8.self).contains("\"result\"") else {
                    throw BenchmarkError("\(method): \(String(decoding: answer, as: UTF8.self).prefix(300))")
                }
            }
            longest.seconds = max(longest.seconds, measured.seconds)
            longest.peakBytes = max(longest.peakBytes, measured.peakBytes)
        }
        return longest
    }
}

extension Stories {
    /// How many lines stand above the first step of `edited`, and how many a step has.
    static let editedHeader = 6
    static let editedBlock = 10

    /// Steps with names, attributes, labels and expectations.
    static func edited(lines: Int) -> String {
        var text = """
            setup:
                class Node:
                    def __init__(self, value):
                        self.value = value
                        self.next = None


            """
        for step in 1...max(1, (lines - editedHeader) / editedBlock) {
            text += """
                step "Step \(step)":
                    first = Node(\(step + 100))
                    second = Node([\(step), "a text"])
                    first.next = second
                    second.next = first
                    label first as L\(step)
                    note "Two nodes, and a way from each to the other."
                    expect refcount(first) == 2 and refcount(second) == 2
                    first.next = None


                """
        }
        return text
    }
}
