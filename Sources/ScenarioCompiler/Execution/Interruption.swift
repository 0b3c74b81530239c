import Diagnostics
import HeapModel

/// Why running stops before its end.
enum Interruption: Error {
    /// A Python exception that nothing catches.
    case raised(PendingException)
    /// The same as an object on its way through the frames; the reference is owned. `isAgain` is set where it is
    /// raised anew by what handled it, and the traceback has the frame already.
    case exception(Ref, isAgain: Bool)
    /// The program does what the model does not know.
    case unsupported(String)
    /// The program does what the model does not know in the version of CPython that runs.
    case unsupportedInVersion(String)
    /// A budget is used up.
    case limit(LimitReached)
}

/// A Python exception on its way out.
struct PendingException {
    var type: String
    var message: String
    /// A name close to the one that was not found.
    var suggestion: String?
    /// The argument of the exception where it is no text: the key of a KeyError, the value of a StopIteration. Owned.
    var argument: Ref?
    /// What an AttributeError is about. Borrowed.
    var subject: Ref?
}

extension Interruption {
    /// Whether the program can catch it.
    var isException: Bool {
        switch self {
        case .raised, .exception: true
        case .unsupported, .unsupportedInVersion, .limit: false
        }
    }

    static func typeError(_ message: String) -> Interruption {
        .raised(PendingException(type: "TypeError", message: message))
    }
    static func valueError(_ message: String) -> Interruption {
        .raised(PendingException(type: "ValueError", message: message))
    }
    static func indexError(_ message: String) -> Interruption {
        .raised(PendingException(type: "IndexError", message: message))
    }
    static func raise(_ type: String, _ message: String) -> Interruption {
        .raised(PendingException(type: type, message: message))
    }
}
