/// A Python exception that a function on values raises: its type and message.
struct TextError: Error, Equatable {
    var type: String
    var message: String

    init(_ type: String, _ message: String) {
        self.type = type
        self.message = message
    }

    static func value(_ message: String) -> TextError { TextError("ValueError", message) }
    static func type(_ message: String) -> TextError { TextError("TypeError", message) }
    static func overflow(_ message: String) -> TextError { TextError("OverflowError", message) }
}
