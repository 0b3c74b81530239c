import Testing

@testable import LanguageServer

/// A client that speaks to a server in this process; scenarios run as soon as they are to.
struct Session {
    var server = LanguageServer()
    var text = ""
    var version = 0
    private var requests = 0
    static let uri = "file:///stories/story.heap"

    /// The diagnostics that were published last.
    var diagnostics: [JSONValue] = []

    init(_ text: String) throws {
        _ = try request("initialize", ["capabilities": [:]])
        notify("initialized", [:])
        self.text = text
        version = 1
        notify(
            "textDocument/didOpen",
            ["textDocument": ["uri": .string(Self.uri), "version": 1, "languageId": "heapbook", "text": .string(text)]])
    }

    mutating func notify(_ method: String, _ params: JSONValue) {
        take(server.receive(["jsonrpc": "2.0", "method": .string(method), "params": params]))
        while let job = server.takeJob() { take(server.finish(job, job.run())) }
    }

    private mutating func take(_ messages: [JSONValue]) {
        for message in messages where message["method"] == "textDocument/publishDiagnostics" {
            diagnostics = message["params"]["diagnostics"].array ?? []
        }
    }

    /// The whole answer.
    mutating func ask(_ method: String, _ params: JSONValue) throws -> JSONValue {
        requests += 1
        let answers = server.receive(
            ["jsonrpc": "2.0", "id": .int(requests), "method": .string(method), "params": params])
        let answer = try #require(answers.first)
        #expect(answers.count == 1 && answer["id"] == .int(requests))
        return answer
    }

    mutating func request(_ method: String, _ params: JSONValue) throws -> JSONValue {
        let answer = try ask(method, params)
        #expect(answer["error"].isNull, "\(answer)")
        return answer["result"]
    }

    /// Asks about the place of the mark `‸` in an excerpt of the text, which is without it.
    mutating func request(_ method: String, at excerpt: String, _ more: [String: JSONValue] = [:]) throws -> JSONValue {
        var params = more
        params["textDocument"] = ["uri": .string(Self.uri)]
        params["position"] = try place(excerpt)
        return try request(method, .object(params))
    }

    func place(_ excerpt: String) throws -> JSONValue {
        let parts = excerpt.components(of: "‸")
        let found = try #require(text.range(of: parts[0] + parts[1]), "'\(excerpt)' is not in the text")
        let before = text[..<found.lowerBound] + parts[0]
        let lines = before.split(separator: "\n", omittingEmptySubsequences: false)
        return ["line": .int(lines.count - 1), "character": .int((lines.last ?? "").utf16.count)]
    }

    /// Puts a text in place of an excerpt, as a change of the range alone.
    mutating func replace(_ excerpt: String, with replacement: String) throws {
        let range = try range(of: excerpt)
        let found = try #require(text.range(of: excerpt))
        text.replaceSubrange(found, with: replacement)
        version += 1
        notify(
            "textDocument/didChange",
            [
                "textDocument": ["uri": .string(Self.uri), "version": .int(version)],
                "contentChanges": [["range": range, "text": .string(replacement)]],
            ])
    }

    func range(of excerpt: String) throws -> JSONValue {
        ["start": try place("‸" + excerpt), "end": try place(excerpt + "‸")]
    }

    /// The text with edits of the protocol made.
    func applying(_ edits: JSONValue) throws -> String {
        var lines = Document(uri: Self.uri, version: 0, text: text)
        let sorted = (edits.array ?? []).sorted {
            (lines.offset($0["range"]["start"]) ?? 0) > (lines.offset($1["range"]["start"]) ?? 0)
        }
        for edit in sorted {
            let isMade = lines.apply(["range": edit["range"], "text": edit["newText"]])
            #expect(isMade)
        }
        return String(decoding: lines.file.bytes, as: UTF8.self)
    }
}

extension String {
    func components(of separator: Character) -> [String] {
        split(separator: separator, omittingEmptySubsequences: false).map { String($0) }
    }
}
