// LanguageServer: what an editor asks about scenarios, answered (Language Server Protocol 3.17).
//
// In:  messages of the protocol, as values.
// Out: answers and notifications, as values, and jobs: scenarios to be run.
//
// 1. `LanguageServer` keeps the open documents and answers each message at once, from the text and from what the last
//    run of the scenario gave. It reads and writes nothing and waits for nothing.
// 2. A change of a document leaves a `Job`: the scenario is to be run again. Who owns the server runs it, beside the
//    answers, and hands the result back; diagnostics follow from it.
// 3. `StandardStreams` does that over standard input and output.
//
// A version of a document is read once (`OpenDocument`). `NameIndex` says what each name stands for, `StoryMoment` what
// memory is where the cursor stands.

import Diagnostics
import Heapbook

/// A scenario to be run, and what for.
package struct Job: Sendable {
    package var uri: String
    package var version: Int
    var file: SourceFile
    var folder: ScenarioFolder?

    /// Runs the scenario under each of its runtimes.
    package func run() -> [CompiledScenario] {
        compileScenarioForAllRuntimes(file, id: DocumentPath(uri: uri).id, folder: folder)
    }
}

/// Why a request has no answer; the client shows it.
struct RequestFailure: Error, Equatable {
    var message: String

    init(_ message: String) { self.message = message }
}

/// The state of one session with a client.
package struct LanguageServer: Sendable {
    /// Where the session stands.
    private enum Phase {
        case starting, running, stopping
    }

    /// Numbers of errors (JSON-RPC 2.0; Language Server Protocol 3.17, ErrorCodes).
    private enum ErrorCode: Int {
        case invalidRequest = -32600, methodNotFound = -32601, invalidParams = -32602
        case serverNotInitialized = -32002, requestFailed = -32803
    }

    private var phase = Phase.starting
    private var documents: [String: OpenDocument] = [:]
    /// The documents that are to be run, the latest change last.
    private var waiting: [String] = []
    /// The status that the process ends with, once the client has said so.
    package private(set) var exitStatus: Int32?

    package init() {}

    // MARK: - Messages

    /// Takes a message of the client's.
    ///
    /// - Returns: the messages for the client, in order.
    package mutating func receive(_ message: JSONValue) -> [JSONValue] {
        guard let method = message["method"].string else {
            // An answer to a request; this server makes none.
            return message["id"].isNull ? [error(.null, .invalidRequest, "a message without a method")] : []
        }
        let params = message["params"]
        guard case .object(let fields) = message, let id = fields["id"] else { return notice(method, params) }
        if phase == .starting, method != "initialize" {
            return [error(id, .serverNotInitialized, "the first request must be 'initialize'")]
        }
        if phase == .stopping { return [error(id, .invalidRequest, "the server has been shut down")] }
        do throws(RequestFailure) {
            guard let result = try answer(method, params) else {
                return [error(id, .methodNotFound, "there is no method '\(method)'")]
            }
            return [["jsonrpc": "2.0", "id": id, "result": result]]
        } catch {
            return [self.error(id, .requestFailed, error.message)]
        }
    }

    private func error(_ id: JSONValue, _ code: ErrorCode, _ message: String) -> JSONValue {
        ["jsonrpc": "2.0", "id": id, "error": ["code": .int(code.rawValue), "message": .string(message)]]
    }

    private func notification(_ method: String, _ params: JSONValue) -> JSONValue {
        ["jsonrpc": "2.0", "method": .string(method), "params": params]
    }

    // MARK: - Notifications

    private mutating func notice(_ method: String, _ params: JSONValue) -> [JSONValue] {
        if method == "exit" { exitStatus = phase == .stopping ? 0 : 1 }
        guard phase == .running, let uri = params["textDocument"]["uri"].string else { return [] }
        switch method {
        case "textDocument/didOpen":
            let document = Document(
                uri: uri, version: params["textDocument"]["version"].int ?? 0,
                text: params["textDocument"]["text"].string ?? "")
            documents[uri] = OpenDocument(document)
            wait(uri)
        case "textDocument/didChange": return change(uri, params)
        // What it includes may have been saved as well.
        case "textDocument/didSave": for open in documents.keys.sorted() where open != uri { wait(open) }
        case "textDocument/didClose":
            documents[uri] = nil
            waiting.removeAll { $0 == uri }
            return [notification("textDocument/publishDiagnostics", ["uri": .string(uri), "diagnostics": []])]
        default: break
        }
        return []
    }

    private mutating func change(_ uri: String, _ params: JSONValue) -> [JSONValue] {
        if var document = documents[uri] {
            let version = params["textDocument"]["version"].int ?? document.document.version + 1
            let isComplete = document.change(params["contentChanges"].array ?? [], to: version)
            documents[uri] = document
            wait(uri)
            if isComplete { return [] }
        }
        let message = "heapbook does not follow the changes of '\(uri)': close the file and open it again"
        return [notification("window/showMessage", ["type": 1, "message": .string(message)])]
    }

    private mutating func wait(_ uri: String) {
        waiting.removeAll { $0 == uri }
        if documents[uri] != nil { waiting.append(uri) }
    }

    // MARK: - Jobs

    /// The scenario that is to be run next, nil where none is.
    package mutating func takeJob() -> Job? {
        guard let uri = waiting.popLast(), let document = documents[uri]?.document else { return nil }
        return Job(uri: uri, version: document.version, file: document.file, folder: document.folder)
    }

    /// Takes what a job gave.
    ///
    /// - Returns: the messages for the client; none where the document has changed since.
    package mutating func finish(_ job: Job, _ results: [CompiledScenario]) -> [JSONValue] {
        guard var document = documents[job.uri], document.document.version == job.version else { return [] }
        let timelines = results.compactMap(\.timeline)
        var seen: Set<String> = []
        let diagnostics = results.flatMap(\.diagnostics).filter {
            seen.insert("\($0.code) \($0.file.name) \($0.span?.start ?? -1) \($0.title)").inserted
        }
        document.read(withNames: false)
        document.story = Story(
            version: job.version, timelines: timelines.isEmpty ? document.story?.timelines ?? [] : timelines,
            diagnostics: diagnostics)
        documents[job.uri] = document
        return [notification("textDocument/publishDiagnostics", document.published())]
    }

    // MARK: - Requests

    /// The result; nil where there is no such method.
    private mutating func answer(_ method: String, _ params: JSONValue) throws(RequestFailure) -> JSONValue? {
        switch method {
        case "initialize":
            phase = .running
            return Self.capabilities
        case "shutdown":
            phase = .stopping
            return .null
        case let method where method.hasPrefix("textDocument/"):
            guard let uri = params["textDocument"]["uri"].string else {
                throw RequestFailure("the request names no document")
            }
            guard var document = documents[uri] else { throw RequestFailure("'\(uri)' is not open") }
            document.read(withNames: !Self.withoutNames.contains(method))
            documents[uri] = document
            return try answer(method, params, document)
        default: return nil
        }
    }

    /// Requests about the text alone.
    private static let withoutNames: Set<String> = [
        "textDocument/formatting", "textDocument/documentSymbol", "textDocument/codeAction",
    ]

    private func answer(
        _ method: String, _ params: JSONValue, _ document: OpenDocument
    ) throws(RequestFailure) -> JSONValue? {
        func offset() throws(RequestFailure) -> Int {
            guard let offset = document.document.offset(params["position"]) else {
                throw RequestFailure("the request names no place")
            }
            return offset
        }
        switch method {
        case "textDocument/formatting": return document.formatting()
        case "textDocument/documentSymbol": return document.outline()
        case "textDocument/hover": return document.hover(try offset())
        case "textDocument/completion": return document.completion(try offset())
        case "textDocument/definition": return document.definition(try offset())
        case "textDocument/references":
            let includes = params["context"]["includeDeclaration"] != false
            return document.references(try offset(), includeDeclaration: includes)
        case "textDocument/prepareRename": return try document.prepareRename(try offset())
        case "textDocument/rename":
            return try document.rename(try offset(), to: params["newName"].string ?? "")
        case "textDocument/codeAction":
            guard let range = document.document.span(params["range"]) else {
                throw RequestFailure("the request names no range")
            }
            return document.codeActions(range)
        default: return nil
        }
    }

    private static let capabilities: JSONValue = [
        "serverInfo": ["name": "heapbook", "version": .string(heapbookVersion)],
        "capabilities": [
            "positionEncoding": "utf-16",
            // 2: changes come as ranges and their new texts.
            "textDocumentSync": ["openClose": true, "change": 2, "save": true],
            "hoverProvider": true, "definitionProvider": true, "referencesProvider": true,
            "documentSymbolProvider": true, "documentFormattingProvider": true,
            "renameProvider": ["prepareProvider": true],
            "completionProvider": ["triggerCharacters": ["."]],
            "codeActionProvider": ["codeActionKinds": ["quickfix"]],
        ],
    ]
}
