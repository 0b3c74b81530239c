import HeapModel

extension Natives {
    static let dictMethods: [NativeFunction] = [
        NativeFunction(name: "get", type: .dict) { (interpreter, dict, arguments, _) throws(Interruption) in
            try between(1, 2, arguments, "get")
            if let value = try interpreter.value(in: dict, for: arguments[0]) { return interpreter.heap.shared(value) }
            return arguments.count > 1 ? interpreter.heap.shared(arguments[1]) : interpreter.heap.makeNone()
        },
        NativeFunction(name: "setdefault", type: .dict) { (interpreter, dict, arguments, _) throws(Interruption) in
            try between(1, 2, arguments, "setdefault")
            if let value = try interpreter.value(in: dict, for: arguments[0]) { return interpreter.heap.shared(value) }
            let value = arguments.count > 1 ? arguments[1] : interpreter.heap.none
            try interpreter.setEntry(
                dict, key: interpreter.heap.shared(arguments[0]), to: interpreter.heap.shared(value))
            return interpreter.heap.shared(value)
        },
        NativeFunction(name: "pop", type: .dict) { (interpreter, dict, arguments, _) throws(Interruption) in
            try between(1, 2, arguments, "pop")
            // The key is hashed only where there is something to compare it with (Objects/dictobject.c, _PyDict_Pop).
            var isEmpty = false
            if case .dict(let table) = interpreter.heap[dict].value { isEmpty = table.count == 0 }
            if !isEmpty,
                let place = try interpreter.findEntry(dict, arguments[0]),
                let (key, value) = interpreter.heap.removeEntry(of: dict, at: place)
            {
                interpreter.heap.release(key)
                return value
            }
            if arguments.count > 1 { return interpreter.heap.shared(arguments[1]) }
            throw interpreter.keyError(arguments[0])
        },
        NativeFunction(name: "popitem", type: .dict) { (interpreter, dict, arguments, _) throws(Interruption) in
            try exactly(0, arguments, "dict.popitem")
            guard let place = interpreter.heap.nextToPop(from: dict),
                let (key, value) = interpreter.heap.removeEntry(of: dict, at: place)
            else { throw .raise("KeyError", "popitem(): dictionary is empty") }
            return interpreter.heap.makeTuple([key, value])
        },
        NativeFunction(name: "clear", type: .dict) { (interpreter, dict, arguments, _) throws(Interruption) in
            try exactly(0, arguments, "dict.clear")
            interpreter.heap.clearDict(dict)
            return interpreter.heap.makeNone()
        },
        NativeFunction(name: "update", type: .dict, takesKeywords: true) {
            (interpreter, dict, arguments, keywords) throws(Interruption) in
            try between(0, 1, arguments, "update")
            if let source = arguments.first { try interpreter.update(dict, from: source) }
            for keyword in keywords {
                try interpreter.setEntry(
                    dict, key: interpreter.heap.internString(keyword.name), to: interpreter.heap.shared(keyword.value))
            }
            return interpreter.heap.makeNone()
        },
        NativeFunction(name: "copy", type: .dict) { (interpreter, dict, arguments, _) throws(Interruption) in
            try exactly(0, arguments, "dict.copy")
            let copy = interpreter.heap.makeDict()
            interpreter.heap.copyRoom(of: interpreter.heap.dictTable(dict), to: copy)
            try interpreter.update(copy, from: dict)
            return copy
        },
        view("keys", .keys, .dictKeys),
        view("values", .values, .dictValues),
        view("items", .items, .dictItems),
    ]

    private static func view(_ name: String, _ kind: DictViewKind, _ type: BuiltinType) -> NativeFunction {
        NativeFunction(name: name, type: .dict) { (interpreter, dict, arguments, _) throws(Interruption) in
            try exactly(0, arguments, "dict.\(name)")
            if interpreter.heap.facts.iterablesAreLists { return interpreter.listEntries(of: dict, kind) }
            interpreter.heap.retain(dict)
            return interpreter.heap.allocate(.dictView(kind, dict), type)
        }
    }
}

extension Interpreter {
    /// The value of a key, borrowed.
    func value(in dict: Ref, for key: Ref) throws(Interruption) -> Ref? {
        guard let place = try findEntry(dict, key) else { return nil }
        return heap.dictTable(dict)[place]?.value
    }

    /// `dict.update(source)` for a dict or for pairs.
    func update(_ dict: Ref, from source: Ref) throws(Interruption) {
        if case .dict(let table) = heap[source].value {
            guard source != dict else { return }
            heap.reserve(for: table, inDict: dict)
            for (_, entry) in table.live {
                try setEntry(dict, key: heap.shared(entry.key), to: heap.shared(entry.value))
            }
            return
        }
        let pairs = try values(of: source)
        defer { release(pairs) }
        for (number, pair) in pairs.enumerated() {
            let items: [Ref]
            switch heap[pair].value {
            case .list, .tuple, .string: items = try values(of: pair)
            default:
                throw .typeError("cannot convert dictionary update sequence element #\(number) to a sequence")
            }
            guard items.count == 2 else {
                release(items)
                throw .valueError(
                    "dictionary update sequence element #\(number) has length \(items.count); 2 is required")
            }
            try setEntry(dict, key: items[0], to: items[1])
        }
    }
}
