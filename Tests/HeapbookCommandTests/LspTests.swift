import Foundation
import Testing

/// A client that talks to the built program as an editor does, over its standard input and output.
private final class Client {
    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()
    private var buffer = Data()
    private var requests = 0
    /// Notifications that came in while an answer was waited for.
    private var notices: [[String: Any]] = []
    let uri: String

    init(_ program: Program, file: String) throws {
        uri = "file://" + program.path(file)
        process.executableURL = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
            .deletingLastPathComponent().appendingPathComponent("heapbook")
        process.arguments = ["lsp"]
        process.standardInput = input
        process.standardOutput = output
        try process.run()
    }

    func stop() -> Int32 {
        try? input.fileHandleForWriting.close()
        process.waitUntilExit()
        return process.terminationStatus
    }

    private func write(_ message: [String: Any]) throws {
        let body = try JSONSerialization.data(withJSONObject: message)
        input.fileHandleForWriting.write(Data("Content-Length: \(body.count)\r\n\r\n".utf8) + body)
    }

    func notify(_ method: String, _ params: [String: Any]) throws {
        try write(["jsonrpc": "2.0", "method": method, "params": params])
    }

    private func read() throws -> [String: Any] {
        while true {
            if let head = buffer.range(of: Data("\r\n\r\n".utf8)) {
                let header = String(decoding: buffer[..<head.lowerBound], as: UTF8.self)
                let length = try #require(Int(header.replacing("Content-Length: ", with: "")))
                if buffer.distance(from: head.upperBound, to: buffer.endIndex) >= length {
                    let end = buffer.index(head.upperBound, offsetBy: length)
                    let body = buffer[head.upperBound..<end]
                    buffer = Data(buffer[end...])
                    return try #require(try JSONSerialization.jsonObject(with: body) as? [String: Any])
                }
            }
            let more = output.fileHandleForReading.availableData
            try #require(!more.isEmpty, "the server ended")
            buffer += more
        }
    }

    func request(_ method: String, _ params: [String: Any] = [:]) throws -> Any? {
        requests += 1
        var params = params
        if method.hasPrefix("textDocument/") { params["textDocument"] = ["uri": uri] }
        try write(["jsonrpc": "2.0", "id": requests, "method": method, "params": params])
        while true {
            let message = try read()
            guard message["id"] as? Int == requests else {
                notices.append(message)
                continue
            }
            try #require(message["error"] == nil, "\(message)")
            return message["result"]
        }
    }

    /// The diagnostics of a version, as soon as they are there.
    func diagnostics(version: Int) throws -> [[String: Any]] {
        while true {
            let message = notices.isEmpty ? try read() : notices.removeFirst()
            let params = message["params"] as? [String: Any]
            guard message["method"] as? String == "textDocument/publishDiagnostics",
                params?["version"] as? Int == version
            else { continue }
            return params?["diagnostics"] as? [[String: Any]] ?? []
        }
    }
}

@Suite struct LspTests {
    /// Six lines a step.
    private func text(steps: Int) -> String {
        let texts = (1...steps).map { step in
            "step \"Number \(step)\":\n    x\(step) = Node(\(step))\n    y = x\(step)\n    expect refcount(y) == 2\n    del x\(step)\n"
        }
        return "include \"node.heap\"\n\n" + texts.joined(separator: "\n")
    }

    private func position(_ line: Int, _ character: Int) -> [String: Any] {
        ["position": ["line": line, "character": character]]
    }

    /// Through every feature, at 2,000 lines, with a broken file in between.
    @Test func aClientIsServed() throws {
        let program = try Program()
        defer { program.remove() }
        _ = try program.write(
            "node.heap", "setup:\n    class Node:\n        def __init__(self, value):\n            self.value = value\n"
        )
        let client = try Client(program, file: "story.heap")
        let capabilities = try client.request("initialize", ["capabilities": [String: Any]()]) as? [String: Any]
        #expect(capabilities?["capabilities"] != nil)
        try client.notify("initialized", [:])
        let text = text(steps: 340)
        #expect(text.split(separator: "\n", omittingEmptySubsequences: false).count > 2000)
        try client.notify(
            "textDocument/didOpen",
            ["textDocument": ["uri": client.uri, "version": 1, "languageId": "heapbook", "text": text]])
        #expect(try client.diagnostics(version: 1).isEmpty)

        // An edit in the middle: the file breaks, then holds again.
        func change(_ version: Int, _ line: Int, _ start: Int, _ end: Int, _ text: String) throws {
            let range = ["start": ["line": line, "character": start], "end": ["line": line, "character": end]]
            try client.notify(
                "textDocument/didChange",
                [
                    "textDocument": ["uri": client.uri, "version": version],
                    "contentChanges": [["range": range, "text": text]],
                ])
        }
        try change(2, 999, 4, 4, "(")
        let broken = try client.diagnostics(version: 2)
        #expect(broken.contains { $0["code"] as? String == "E0104" }, "\(broken)")
        #expect((try client.request("textDocument/documentSymbol") as? [Any])?.count ?? 0 > 150)
        try change(3, 999, 4, 5, "")
        #expect(try client.diagnostics(version: 3).isEmpty)

        let hover = try client.request("textDocument/hover", position(1000, 5)) as? [String: Any]
        let shown = (hover?["contents"] as? [String: Any])?["value"] as? String ?? ""
        #expect(shown.contains("`y`: `Node`") && shown.contains("1 reference:"), "\(shown)")
        let items = try client.request("textDocument/completion", position(1001, 11)) as? [[String: Any]]
        #expect(items?.contains { $0["label"] as? String == "refcount" } == true)
        let definition = try client.request("textDocument/definition", position(999, 12)) as? [String: Any]
        #expect((definition?["uri"] as? String)?.hasSuffix("/node.heap") == true)
        let references = try client.request(
            "textDocument/references", position(999, 5).merging(["context": ["includeDeclaration": true]]) { $1 })
        #expect((references as? [Any])?.count == 3)
        let rename =
            try client.request(
                "textDocument/rename", position(999, 5).merging(["newName": "node"]) { $1 }) as? [String: Any]
        #expect(((rename?["changes"] as? [String: Any])?[client.uri] as? [Any])?.count == 3)
        #expect((try client.request("textDocument/formatting") as? [Any])?.isEmpty == true)

        try change(4, 1001, 26, 27, "3")
        let failing = try client.diagnostics(version: 4)
        #expect(failing.map { $0["code"] as? String } == ["E0503"])
        let range = try #require(failing.first?["range"])
        let actions =
            try client.request(
                "textDocument/codeAction", ["range": range, "context": ["diagnostics": [Any]()]]) as? [[String: Any]]
        #expect(actions?.first?["title"] as? String == "Expect refcount(y) == 2")

        _ = try client.request("shutdown")
        try client.notify("exit", [:])
        #expect(client.stop() == 0)
    }

    @Test func anInputThatEndsIsNoOrderlyEnd() throws {
        let program = try Program()
        defer { program.remove() }
        let client = try Client(program, file: "a.heap")
        _ = try client.request("initialize")
        #expect(client.stop() == 1)
    }
}
