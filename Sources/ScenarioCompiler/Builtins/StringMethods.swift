import HeapModel

extension Natives {
    static let stringMethods: [NativeFunction] = [
        NativeFunction(name: "join", type: .str) { (interpreter, text, arguments, _) throws(Interruption) in
            try exactly(1, arguments, "str.join")
            let values = try interpreter.values(of: arguments[0])
            defer { interpreter.release(values) }
            var parts: [String] = []
            for (number, value) in values.enumerated() {
                guard case .string(let part) = interpreter.heap[value].value else {
                    throw .typeError(
                        "sequence item \(number): expected str instance, \(interpreter.heap.typeName(value)) found")
                }
                parts.append(part)
            }
            if values.count == 1 { return interpreter.heap.shared(values[0]) }
            return interpreter.heap.makeString(parts.joined(separator: try interpreter.display(text)))
        },
        ascii("upper") { $0.uppercased() },
        ascii("lower") { $0.lowercased() },
    ]

    /// A method that changes letters; for ASCII, where Swift's rules and Python's are the same.
    private static func ascii(_ name: String, _ change: @escaping @Sendable (String) -> String) -> NativeFunction {
        NativeFunction(name: name, type: .str) { (interpreter, text, arguments, _) throws(Interruption) in
            try exactly(0, arguments, "str.\(name)")
            let value = try interpreter.display(text)
            guard value.utf8.allSatisfy({ $0 < 0x80 }) else {
                throw .unsupported("'str.\(name)' of a text with other than ASCII letters")
            }
            return interpreter.heap.makeString(change(value))
        }
    }
}
