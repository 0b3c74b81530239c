import HeapModel

extension Natives {
    static let functions: [NativeFunction] = [
        NativeFunction(name: "len") { (interpreter, _, arguments, _) throws(Interruption) in
            try exactly(1, arguments, "len")
            return interpreter.heap.makeInt(try interpreter.length(arguments[0]))
        },
        NativeFunction(name: "id") { (interpreter, _, arguments, _) throws(Interruption) in
            try exactly(1, arguments, "id")
            return interpreter.heap.makeInt(interpreter.heap.address(arguments[0]))
        },
        NativeFunction(name: "repr") { (interpreter, _, arguments, _) throws(Interruption) in
            try exactly(1, arguments, "repr")
            return try interpreter.representationObject(arguments[0])
        },
    ]

    /// What calling a built-in class makes.
    static let constructors: [NativeFunction] = [
        NativeFunction(name: "range") { (interpreter, _, arguments, _) throws(Interruption) in
            try between(1, 3, arguments, "range")
            var bounds: [Int] = []
            for argument in arguments { bounds.append(try index(interpreter, argument)) }
            let step = bounds.count > 2 ? bounds[2] : 1
            if step == 0 { throw .valueError("range() arg 3 must not be zero") }
            let range =
                bounds.count == 1
                ? RangeValue(start: 0, stop: bounds[0], step: 1)
                : RangeValue(start: bounds[0], stop: bounds[1], step: step)
            if interpreter.heap.facts.iterablesAreLists {
                try interpreter.checkSize(range.count)
                return interpreter.heap.makeList(
                    (0..<range.count).map { interpreter.heap.makeInt(range.start + $0 * range.step) })
            }
            return interpreter.heap.allocate(.range(range), .range)
        },
        NativeFunction(name: "list") { (interpreter, _, arguments, _) throws(Interruption) in
            try between(0, 1, arguments, "list")
            interpreter.push(interpreter.heap.allocate(.list(ListValue([])), .list, memory: .allocator))
            if let source = arguments.first, let list = interpreter.heap.stack.last {
                try interpreter.extend(list, from: source)
            }
            return interpreter.pop()
        },
        NativeFunction(name: "tuple") { (interpreter, _, arguments, _) throws(Interruption) in
            try between(0, 1, arguments, "tuple")
            guard let source = arguments.first else { return interpreter.heap.makeTuple([]) }
            if interpreter.heap.kind(source) == .tuple { return interpreter.heap.shared(source) }
            return interpreter.heap.makeTuple(try interpreter.values(of: source))
        },
        NativeFunction(name: "dict", takesKeywords: true) {
            (interpreter, _, arguments, keywords) throws(Interruption) in
            try between(0, 1, arguments, "dict")
            let dict = interpreter.heap.makeDict(memory: .allocator)
            // On the stack, so that it goes where the update fails.
            interpreter.push(dict)
            if let source = arguments.first { try interpreter.update(dict, from: source) }
            for keyword in keywords {
                try interpreter.setEntry(
                    dict, key: interpreter.heap.internString(keyword.name), to: interpreter.heap.shared(keyword.value))
            }
            return interpreter.pop()
        },
        NativeFunction(name: "str", takesKeywords: true) {
            (interpreter, _, arguments, keywords) throws(Interruption) in
            let given = try named(arguments, keywords, ["object", "encoding", "errors"], "str")
            if given[1] != nil || given[2] != nil { return try decoded(interpreter, given) }
            guard let value = given[0] else { return interpreter.heap.makeString("") }
            return try interpreter.convert(value, .str)
        },
        NativeFunction(name: "bool") { (interpreter, _, arguments, _) throws(Interruption) in
            try between(0, 1, arguments, "bool")
            return interpreter.heap.makeBool(
                try arguments.first.map { (value) throws(Interruption) in try interpreter.truth(value) } ?? false)
        },
        NativeFunction(name: "object") { (interpreter, _, arguments, _) throws(Interruption) in
            if !arguments.isEmpty { throw .typeError("object() takes no arguments") }
            return interpreter.heap.allocate(.none, .object)
        },
    ]

    /// `str(bytes, encoding, errors)`.
    private static func decoded(_ interpreter: Interpreter, _ given: [Ref?]) throws(Interruption) -> Ref {
        guard let source = given[0] else { return interpreter.heap.makeString("") }
        for (argument, name) in zip(given[1...], ["encoding", "errors"]) {
            guard let argument, interpreter.string(argument) == nil else { continue }
            throw .typeError("str() argument '\(name)' must be str, not \(interpreter.heap.typeName(argument))")
        }
        guard case .bytes = interpreter.heap[source].value else {
            if interpreter.string(source) != nil { throw .typeError("decoding str is not supported") }
            throw .typeError(
                "decoding to str: need a bytes-like object, \(interpreter.heap.typeName(source)) found")
        }
        return try interpreter.decode(source, Array(given[1...]), "str")
    }
}

extension Interpreter {
    func length(_ ref: Ref) throws(Interruption) -> Int {
        if let count = try specialLength(ref) { return count }
        return try plainLength(ref)
    }

    /// As `length`, whatever the class says itself.
    func plainLength(_ ref: Ref) throws(Interruption) -> Int {
        switch heap[ref].value {
        case .list(let list): return list.items.count
        case .tuple(let items): return items.count
        case .string(let text): return text.unicodeScalars.count
        case .bytes(let bytes): return bytes.count
        case .dict(let table): return table.count
        case .set(let table): return table.count
        case .dictView(_, let dict): return heap.dictTable(dict).count
        case .range(let range): return range.count
        case .array(let array): return array.count
        case .classDict(let type): return try classNames(type).count
        default:
            let target = try referent(ref)
            if target != ref { return try length(target) }
            throw .typeError("object of type '\(heap.typeName(ref))' has no len()")
        }
    }
}
