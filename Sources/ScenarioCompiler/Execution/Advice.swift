import HeapModel

/// What helps an author whose program ends with an exception.
struct ExceptionAdvice {
    /// The last line of the traceback, such as `NameError: name 'totl' is not defined`.
    var text: String
    /// A name close to the one that was not found.
    var suggestion: String?
    /// The labels of the scenario.
    var labels: [String]

    /// The way out, in a sentence or two.
    var help: String {
        if let suggestion { return "Did you mean '\(suggestion)'?" }
        let type = text.prefix { $0 != ":" }
        let story = "Where the exception belongs to the story, write in a step: expect raises \(type): STATEMENT"
        return specific.isEmpty ? story : specific
    }

    private var specific: String {
        if let label = quoted(after: "NameError: name '"), labels.contains(label) {
            return "'\(label)' is a label, which only directives know; give the object a name of the program as well."
        }
        if let name = quoted(after: "UnboundLocalError: cannot access local variable '") {
            return "An assignment in a function makes '\(name)' a variable of that function; to use the module's, write"
                + " in the function: global \(name)"
        }
        if let name = quoted(after: "NameError: name '") { return "Bind the name first: \(name) = …" }
        if text.contains("'NoneType' object") {
            return "The value is None. Methods that change an object, such as list.sort, return None."
        }
        if text.contains("positional argument"), text.hasSuffix("given"), text.contains(".") {
            return "The first parameter of a method is the object itself, by custom called self."
        }
        return ""
    }

    private func quoted(after start: String) -> String? {
        guard text.hasPrefix(start) else { return nil }
        return String(text.dropFirst(start.count).prefix { $0 != "'" })
    }
}

extension BuiltinNames {
    /// What Python calls a thing that other languages call by this name.
    static let foreign = [
        "null": "None", "nil": "None", "NULL": "None", "nullptr": "None", "undefined": "None", "none": "None",
        "true": "True", "TRUE": "True", "false": "False", "FALSE": "False", "this": "self",
    ]
}
