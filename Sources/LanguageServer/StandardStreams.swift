import Dispatch
import Foundation
import Synchronization

/// A server over a pair of streams: messages come in on one and are answered on the other, in their order, while
/// scenarios run on a thread of their own.
package final class StandardStreams: Sendable {
    private let server = Mutex(LanguageServer())
    /// Messages are written one after the other, from either thread.
    private let output: Mutex<FileHandle>
    private let runner = DispatchQueue(label: "heapbook.lsp.runner")

    /// - Parameter output: where answers go.
    package init(output: FileHandle) {
        self.output = Mutex(output)
    }

    /// Serves until the client says `exit`, or the input ends.
    ///
    /// - Returns: the status for the process: 0 after an orderly end, else 1.
    package func serve(_ input: FileHandle) -> Int32 {
        var reader = MessageReader()
        while true {
            let data = input.availableData
            guard !data.isEmpty else { return 1 }
            do {
                for body in try reader.read(data) {
                    receive(body)
                    if let status = server.withLock({ $0.exitStatus }) { return status }
                }
            } catch {
                report("\(error)")
                return 1
            }
        }
    }

    private func receive(_ body: [UInt8]) {
        guard let message = try? JSONValue(json: body) else {
            // -32700: the body is no JSON (JSON-RPC 2.0).
            send([["jsonrpc": "2.0", "id": .null, "error": ["code": -32700, "message": "the message is no JSON"]]])
            return
        }
        send(server.withLock { $0.receive(message) })
        runner.async { self.runNextJob() }
    }

    private func runNextJob() {
        guard let job = server.withLock({ $0.takeJob() }) else { return }
        let results = job.run()
        send(server.withLock { $0.finish(job, results) })
        runner.async { self.runNextJob() }
    }

    private func send(_ messages: [JSONValue]) {
        guard !messages.isEmpty else { return }
        output.withLock { output in
            do {
                for message in messages { try output.write(contentsOf: Data(try framed(message))) }
            } catch {
                report("the answer cannot be written: \(error.localizedDescription)")
            }
        }
    }

    private func report(_ message: String) {
        FileHandle.standardError.write(Data("heapbook lsp: \(message)\n".utf8))
    }
}
