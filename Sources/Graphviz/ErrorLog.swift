import CGraphviz
import Synchronization

/// What libgraphviz reports. It hands over fragments (`Error`, `: `, the text) to a function without a context, so the
/// fragments are kept here; the one engine's lock keeps those of two graphs apart.
enum ErrorLog {
    /// Messages by severity, assembled.
    struct Messages {
        var errors: [String] = []
        var warnings: [String] = []

        var all: [String] { errors + warnings }
    }

    private static let fragments = Mutex<String>("")

    /// Sends libgraphviz's messages here instead of to standard error.
    static func install() {
        agseterrf { fragment in
            if let fragment { ErrorLog.fragments.withLock { $0 += String(cString: fragment) } }
            return 0
        }
    }

    /// Forgets what was reported so far.
    static func clear() {
        fragments.withLock { $0 = "" }
    }

    /// What was reported since the last call, assembled.
    static func take() -> Messages {
        assemble(
            fragments.withLock { text in
                defer { text = "" }
                return text
            })
    }

    /// Splits the joined fragments into messages: a line that starts with a severity starts one, another continues it.
    static func assemble(_ text: String) -> Messages {
        var messages = Messages()
        var lastIsError = true
        for line in text.split(separator: "\n") {
            let isError = line.hasPrefix("Error: ")
            if isError || line.hasPrefix("Warning: ") {
                lastIsError = isError
                let body = String(line.drop { $0 != ":" }.dropFirst(2))
                if isError { messages.errors.append(body) } else { messages.warnings.append(body) }
            } else if lastIsError {
                messages.errors.append((messages.errors.popLast().map { $0 + " " } ?? "") + line)
            } else {
                messages.warnings.append((messages.warnings.popLast().map { $0 + " " } ?? "") + line)
            }
        }
        return messages
    }
}
