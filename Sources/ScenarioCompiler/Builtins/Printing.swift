import HeapModel

// `print` and the stream that it writes to (Python/bltinmodule.c, builtin_print_impl).
extension Natives {
    static let printing: [NativeFunction] = [
        NativeFunction(name: "print", takesKeywords: true) {
            (interpreter, _, arguments, keywords) throws(Interruption) in
            let options = try PrintOptions(interpreter, keywords)
            guard let file = options.file else {
                var parts: [String] = []
                for argument in arguments { parts.append(try interpreter.display(argument)) }
                interpreter.write(parts.joined(separator: options.separator) + options.end)
                return interpreter.heap.makeNone()
            }
            for (place, argument) in arguments.enumerated() {
                if place > 0 { try interpreter.write(options.separator, to: file) }
                try interpreter.write(interpreter.displayObject(argument), to: file)
            }
            try interpreter.write(options.end, to: file)
            if options.flushes { interpreter.heap.release(try interpreter.callMethod("flush", of: file, [])) }
            return interpreter.heap.makeNone()
        },
        NativeFunction(name: "write", type: .textStream) { (interpreter, _, arguments, _) throws(Interruption) in
            try exactly(1, arguments, "TextIOWrapper.write")
            guard let text = interpreter.string(arguments[0]) else {
                throw .typeError("write() argument must be str, not \(interpreter.heap.typeName(arguments[0]))")
            }
            interpreter.write(text)
            return interpreter.heap.makeInt(text.unicodeScalars.count)
        },
        NativeFunction(name: "flush", type: .textStream) { (interpreter, _, arguments, _) throws(Interruption) in
            try exactly(0, arguments, "TextIOWrapper.flush")
            return interpreter.heap.makeNone()
        },
    ]
}

/// The arguments of `print` that are given by name.
private struct PrintOptions {
    var separator = " "
    var end = "\n"
    /// Where it writes; nil for `sys.stdout`.
    var file: Ref?
    var flushes = false

    init(_ interpreter: Interpreter, _ keywords: [KeywordArgument]) throws(Interruption) {
        let facts = interpreter.heap.facts
        if !facts.printFlushes, keywords.count > 3 {
            throw .typeError("print() takes at most 3 arguments (\(keywords.count) given)")
        }
        for keyword in keywords {
            switch keyword.name {
            case "sep": separator = try Self.text(interpreter, keyword) ?? separator
            case "end": end = try Self.text(interpreter, keyword) ?? end
            case "file":
                let isStandard =
                    keyword.value == interpreter.heap.none || interpreter.heap.kind(keyword.value) == .textStream
                file = isStandard ? nil : keyword.value
            case _ where !facts.printFlushes:
                throw .typeError("'\(keyword.name)' is an invalid keyword argument for this function")
            case "flush": flushes = try interpreter.truth(keyword.value)
            default: throw .typeError("'\(keyword.name)' is an invalid keyword argument for print()")
            }
        }
    }

    private static func text(_ interpreter: Interpreter, _ keyword: KeywordArgument) throws(Interruption) -> String? {
        if keyword.value == interpreter.heap.none { return nil }
        if let text = interpreter.string(keyword.value) { return text }
        throw .typeError("\(keyword.name) must be None or a string, not \(interpreter.heap.typeName(keyword.value))")
    }
}

extension Interpreter {
    /// What the program prints.
    func write(_ text: String) {
        story.output += text
        if heap.recorder.isOn { heap.recorder.record(.print, by: text) }
    }

    /// Passes a text to the `write` of an object of the program.
    fileprivate func write(_ text: String, to file: Ref) throws(Interruption) {
        try write(heap.makeString(text), to: file)
    }

    /// The same for a str whose reference is owned.
    fileprivate func write(_ text: Ref, to file: Ref) throws(Interruption) {
        defer { heap.release(text) }
        heap.release(try callMethod("write", of: file, [text]))
    }

    /// `owner.name(…)` from a built-in function; the value is owned.
    func callMethod(_ name: String, of owner: Ref, _ arguments: [Ref]) throws(Interruption) -> Ref {
        let method = try attribute(of: owner, heap.symbols.symbol(name))
        defer { heap.release(method) }
        return try callFunction(method, arguments)
    }
}
