import HeapModel

// Methods of tuples, ranges and slices, and what lists, dicts and their views have beside the usual.
extension Natives {
    static let sequenceMethods: [NativeFunction] = [
        NativeFunction(name: "sort", type: .list, takesKeywords: true) {
            (interpreter, list, arguments, keywords) throws(Interruption) in
            if !arguments.isEmpty { throw .typeError("sort() takes no positional arguments") }
            try interpreter.sort(list, keywords)
            return interpreter.heap.makeNone()
        },
        NativeFunction(name: "index", type: .list) { (interpreter, list, arguments, _) throws(Interruption) in
            if let at = try interpreter.position(in: list, arguments) { return interpreter.heap.makeInt(at) }
            throw .valueError("\(try interpreter.representation(arguments[0])) is not in list")
        },
        NativeFunction(name: "index", type: .tuple) { (interpreter, tuple, arguments, _) throws(Interruption) in
            if let at = try interpreter.position(in: tuple, arguments) { return interpreter.heap.makeInt(at) }
            throw .valueError("tuple.index(x): x not in tuple")
        },
        NativeFunction(name: "count", type: .tuple) { (interpreter, tuple, arguments, _) throws(Interruption) in
            try exactly(1, arguments, "tuple.count")
            return try interpreter.occurrences(of: arguments[0], in: tuple)
        },
        NativeFunction(name: "index", type: .range) { (interpreter, range, arguments, _) throws(Interruption) in
            try exactly(1, arguments, "range.index")
            if let at = interpreter.position(inRange: range, arguments[0]) { return interpreter.heap.makeInt(at) }
            guard case .int = interpreter.heap[arguments[0]].value else {
                throw .valueError("sequence.index(x): x not in sequence")
            }
            throw .valueError("\(try interpreter.representation(arguments[0])) is not in range")
        },
        NativeFunction(name: "count", type: .range) { (interpreter, range, arguments, _) throws(Interruption) in
            try exactly(1, arguments, "range.count")
            return interpreter.heap.makeInt(interpreter.position(inRange: range, arguments[0]) == nil ? 0 : 1)
        },
        NativeFunction(name: "indices", type: .slice) { (interpreter, slice, arguments, _) throws(Interruption) in
            try exactly(1, arguments, "slice.indices")
            let count = try index(interpreter, arguments[0])
            if count < 0 { throw .valueError("length should not be negative") }
            guard case .slice(let value) = interpreter.heap[slice].value else { return interpreter.heap.makeNone() }
            let places = try interpreter.places(value, in: count)
            let numbers = [places.start, places.stop, places.step].map { interpreter.heap.makeInt($0) }
            return interpreter.heap.makeTuple(numbers)
        },
        NativeFunction(name: "fromkeys", type: .dict, isClassMethod: true) {
            (interpreter, _, arguments, _) throws(Interruption) in
            try between(1, 2, arguments, "fromkeys")
            let dict = interpreter.heap.makeDict()
            interpreter.push(dict)
            let value = arguments.count > 1 ? arguments[1] : interpreter.heap.none
            try interpreter.forEachItem(of: arguments[0]) { (key) throws(Interruption) in
                let hash = try interpreter.hash(key)
                let place = try interpreter.findEntry(dict, key, hash: hash)
                interpreter.heap.setEntry(
                    of: dict, key: interpreter.heap.shared(key), hash: hash, at: place,
                    to: interpreter.heap.shared(value))
                return true
            }
            return interpreter.pop()
        },
        disjoint(.dictKeys),
        disjoint(.dictItems),
    ]

    /// Objects/dictobject.c, dictviews_isdisjoint: the shorter one is gone through where both have a length.
    private static func disjoint(_ type: BuiltinType) -> NativeFunction {
        NativeFunction(name: "isdisjoint", type: type) { (interpreter, view, arguments, _) throws(Interruption) in
            try exactly(1, arguments, "\(type.rawValue).isdisjoint")
            var (searched, visited) = (view, arguments[0])
            let isSetLike = interpreter.heap.isSet(visited) || interpreter.isSetView(visited)
            if isSetLike, try interpreter.length(visited) > interpreter.length(searched) {
                (searched, visited) = (visited, searched)
            }
            var result = true
            try interpreter.forEachItem(of: visited) { (item) throws(Interruption) in
                result = !(try interpreter.compare(.in, item, searched))
                return result
            }
            return interpreter.heap.makeBool(result)
        }
    }
}

extension Interpreter {
    /// `index(value[, start[, stop]])` of a list or tuple (Objects/listobject.c, list_index).
    func position(in sequence: Ref, _ arguments: [Ref]) throws(Interruption) -> Int? {
        try Natives.between(1, 3, arguments, "index")
        var start = 0
        var stop = Int.max
        if arguments.count > 1 { start = try bound(arguments[1], sequence) }
        if arguments.count > 2 { stop = try bound(arguments[2], sequence) }
        var place = start
        while place < stop, let item = item(of: sequence, at: place) {
            if try isSameOrEqual(item, arguments[0]) { return place }
            place += 1
        }
        return nil
    }

    private func bound(_ argument: Ref, _ sequence: Ref) throws(Interruption) -> Int {
        guard let number = heap.number(argument), !number.isFloat else {
            throw .typeError("slice indices must be integers or have an __index__ method")
        }
        guard case .int(let value) = number else { return number.asBig < 0 ? 0 : Int.max }
        return value < 0 ? max(0, value + (try length(sequence))) : value
    }

    /// An item, borrowed; nil behind the end.
    private func item(of sequence: Ref, at place: Int) -> Ref? {
        switch heap[sequence].value {
        case .list(let list): place < list.items.count ? list.items[place] : nil
        case .tuple(let items): place < items.count ? items[place] : nil
        default: nil
        }
    }

    func occurrences(of value: Ref, in sequence: Ref) throws(Interruption) -> Ref {
        var count = 0
        var place = 0
        while let item = item(of: sequence, at: place) {
            if try isSameOrEqual(item, value) { count += 1 }
            place += 1
        }
        return heap.makeInt(count)
    }

    func position(inRange range: Ref, _ value: Ref) -> Int? {
        guard case .range(let range) = heap[range].value else { return nil }
        let number: Int
        switch heap[value].value {
        case .int(let value): number = value
        case .float(let value):
            guard let whole = Int(exactly: value) else { return nil }
            number = whole
        default: return nil
        }
        return range.contains(number) ? (number - range.start) / range.step : nil
    }
}
