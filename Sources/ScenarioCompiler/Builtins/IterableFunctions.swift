import HeapModel
import ScenarioSyntax

// Built-in functions that go through iterables (Python/bltinmodule.c).
extension Natives {
    static let iterableFunctions: [NativeFunction] = [
        NativeFunction(name: "iter") { (interpreter, _, arguments, _) throws(Interruption) in
            try between(1, 2, arguments, "iter")
            guard arguments.count == 2 else { return try interpreter.makeIterator(arguments[0]) }
            guard interpreter.isCallable(arguments[0]) else { throw .typeError("iter(v, w): v must be callable") }
            var state = AdapterState()
            state.function = interpreter.heap.shared(arguments[0])
            state.sentinel = interpreter.heap.shared(arguments[1])
            return interpreter.makeAdapter(state, .callableIterator)
        },
        NativeFunction(name: "next") { (interpreter, _, arguments, _) throws(Interruption) in
            try between(1, 2, arguments, "next")
            if arguments.count == 1 {
                if interpreter.heap.kind(arguments[0]) == .generator {
                    return try interpreter.advanceOrStop(arguments[0], sending: interpreter.heap.makeNone())
                }
                if let value = try interpreter.next(arguments[0]) { return value }
                throw .raise("StopIteration", "")
            }
            let value = try interpreter.catching("StopIteration") { () throws(Interruption) in
                try interpreter.next(arguments[0])
            }
            return (value ?? nil) ?? interpreter.heap.shared(arguments[1])
        },
        NativeFunction(name: "any") { (interpreter, _, arguments, _) throws(Interruption) in
            try exactly(1, arguments, "any")
            var found = false
            try interpreter.forEachItem(of: arguments[0]) { (item) throws(Interruption) in
                found = try interpreter.truth(item)
                return !found
            }
            return interpreter.heap.makeBool(found)
        },
        NativeFunction(name: "all") { (interpreter, _, arguments, _) throws(Interruption) in
            try exactly(1, arguments, "all")
            var holds = true
            try interpreter.forEachItem(of: arguments[0]) { (item) throws(Interruption) in
                holds = try interpreter.truth(item)
                return holds
            }
            return interpreter.heap.makeBool(holds)
        },
        NativeFunction(name: "sorted", takesKeywords: true) {
            (interpreter, _, arguments, keywords) throws(Interruption) in
            try between(1, 1, arguments, "sorted")
            let list = try interpreter.makeList(from: arguments[0])
            interpreter.push(list)
            // It gets the list's own `sort` and calls that (Python/bltinmodule.c, builtin_sorted).
            interpreter.heap.takeHiddenMethod()
            defer { interpreter.heap.giveBackHiddenMethod() }
            try interpreter.atDepth(.nativeCall, " while calling a Python object") { () throws(Interruption) in
                try interpreter.sort(list, keywords)
            }
            return interpreter.pop()
        },
        NativeFunction(name: "min", takesKeywords: true) {
            (interpreter, _, arguments, keywords) throws(Interruption) in
            try interpreter.extreme("min", arguments, keywords)
        },
        NativeFunction(name: "max", takesKeywords: true) {
            (interpreter, _, arguments, keywords) throws(Interruption) in
            try interpreter.extreme("max", arguments, keywords)
        },
    ]

    /// Built-in classes of iterators, sets and slices.
    static let iterableConstructors: [NativeFunction] = [
        NativeFunction(name: "enumerate", takesKeywords: true) {
            (interpreter, _, arguments, keywords) throws(Interruption) in
            let given = try bind(["iterable", "start"], arguments, keywords, "enumerate")
            guard let source = given[0] else {
                throw .typeError("enumerate() missing required argument 'iterable'")
            }
            var state = AdapterState()
            if let start = given[1] { state.number = try index(interpreter, start) }
            state.sources = [try interpreter.makeIterator(source)]
            state.result = interpreter.heap.makePlaceholder(2)
            return interpreter.makeAdapter(state, .enumerate)
        },
        NativeFunction(name: "zip", takesKeywords: true) {
            (interpreter, _, arguments, keywords) throws(Interruption) in
            var state = AdapterState()
            if !keywords.isEmpty, !interpreter.heap.facts.zipIsStrictOnDemand {
                throw .typeError("zip() takes no keyword arguments")
            }
            for keyword in keywords {
                guard keyword.name == "strict" else { throw invalid(keyword.name, "zip") }
                state.isStrict = try interpreter.truth(keyword.value)
            }
            try interpreter.keepIterators(of: arguments, in: &state) { () throws(Interruption) in
                try interpreter.heap.facts.zipNumbersItsArguments
                    ? numberedIterators(interpreter, arguments) : interpreter.makeIterators(arguments)
            }
            if !arguments.isEmpty { state.result = interpreter.heap.makePlaceholder(arguments.count) }
            return try interpreter.listed(interpreter.makeAdapter(state, .zip))
        },
        NativeFunction(name: "map") { (interpreter, _, arguments, _) throws(Interruption) in
            if arguments.count < 2 { throw .typeError("map() must have at least two arguments.") }
            try interpreter.refuseOldMap(arguments)
            var state = AdapterState()
            let sources = Array(arguments.dropFirst())
            try interpreter.keepIterators(of: sources, in: &state) { () throws(Interruption) in
                try interpreter.makeIterators(sources)
            }
            state.function = interpreter.heap.shared(arguments[0])
            return try interpreter.listed(interpreter.makeAdapter(state, .map))
        },
        NativeFunction(name: "filter") { (interpreter, _, arguments, _) throws(Interruption) in
            try between(2, 2, arguments, "filter")
            try interpreter.refuseOldFilter(arguments)
            var state = AdapterState()
            state.sources = [try interpreter.makeIterator(arguments[1])]
            state.function = interpreter.heap.shared(arguments[0])
            return try interpreter.listed(interpreter.makeAdapter(state, .filter))
        },
        NativeFunction(name: "reversed") { (interpreter, _, arguments, _) throws(Interruption) in
            try between(1, 1, arguments, "reversed")
            return try interpreter.makeReversedIterator(arguments[0])
        },
        NativeFunction(name: "set") { (interpreter, _, arguments, _) throws(Interruption) in
            try between(0, 1, arguments, "set")
            return try interpreter.makeSet(.set, from: arguments.first)
        },
        NativeFunction(name: "frozenset") { (interpreter, _, arguments, _) throws(Interruption) in
            try between(0, 1, arguments, "frozenset")
            if let source = arguments.first, interpreter.heap.kind(source) == .frozenset {
                return interpreter.heap.shared(source)
            }
            let made = try interpreter.makeSet(.frozenset, from: arguments.first)
            let shared = interpreter.heap.emptyFrozenset
            guard !shared.isNull, try interpreter.length(made) == 0 else { return made }
            interpreter.heap.release(made)
            return interpreter.heap.shared(shared)
        },
        NativeFunction(name: "slice") { (interpreter, _, arguments, _) throws(Interruption) in
            try between(1, 3, arguments, "slice")
            var parts = arguments.count == 1 ? [interpreter.heap.none] + arguments : arguments
            while parts.count < 3 { parts.append(interpreter.heap.none) }
            let owned = parts.map { interpreter.heap.shared($0) }
            return interpreter.makeSlice(SliceValue(start: owned[0], stop: owned[1], step: owned[2]))
        },
        NativeFunction(name: "type", takesKeywords: true) {
            (interpreter, _, arguments, keywords) throws(Interruption) in
            if arguments.count == 3 {
                return try interpreter.makeClass(named: arguments[0], arguments[1], arguments[2], keywords)
            }
            guard arguments.count == 1 else { throw .typeError("type() takes 1 or 3 arguments") }
            return interpreter.heap.shared(interpreter.heap.typeOf(arguments[0]))
        },
    ]

    /// The iterators of `zip`, where that says itself which argument is no iterable.
    private static func numberedIterators(
        _ interpreter: Interpreter, _ arguments: [Ref]
    ) throws(Interruption) -> [Ref] {
        var iterators: [Ref] = []
        for (index, argument) in arguments.enumerated() {
            let made = try interpreter.catching("TypeError") { () throws(Interruption) in
                try interpreter.makeIterator(argument)
            }
            guard let made else {
                interpreter.release(iterators)
                throw .typeError("zip argument #\(index + 1) must support iteration")
            }
            iterators.append(made)
        }
        return iterators
    }

    /// The error for a name that a built-in function has no parameter of.
    static func invalid(_ name: String, _ function: String) -> Interruption {
        .typeError("'\(name)' is an invalid keyword argument for \(function)()")
    }

    /// Arguments by the names of their parameters, borrowed; nil where none was given.
    static func bind(
        _ parameters: [String], _ arguments: [Ref], _ keywords: [KeywordArgument], _ function: String
    ) throws(Interruption) -> [Ref?] {
        var bound: [Ref?] = arguments
        let count = arguments.count + keywords.count
        if count > parameters.count {
            throw .typeError(
                "\(function)() takes at most \(parameters.count) argument\(parameters.count == 1 ? "" : "s") "
                    + "(\(count) given)")
        }
        while bound.count < parameters.count { bound.append(nil) }
        for keyword in keywords {
            guard let place = parameters.firstIndex(of: keyword.name) else { throw invalid(keyword.name, function) }
            if place < arguments.count {
                throw .typeError(
                    "argument for \(function)() given by name ('\(keyword.name)') and position (\(place + 1))")
            }
            bound[place] = keyword.value
        }
        return bound
    }
}

extension Interpreter {
    /// Gives an adapter the iterators of its sources and the tuple for them, which is there before the first of them.
    fileprivate func keepIterators(
        of sources: [Ref], in state: inout AdapterState, make: () throws(Interruption) -> [Ref]
    ) throws(Interruption) {
        heap.takeHiddenTuple(sources.count)
        do {
            state.sources = try make()
        } catch {
            heap.giveBackHiddenTuple(sources.count)
            throw error
        }
        state.sourceTuple = sources.count
    }

    func makeIterators(_ sources: [Ref]) throws(Interruption) -> [Ref] {
        let base = heap.stack.count
        for source in sources { push(try makeIterator(source)) }
        return pop(heap.stack.count - base)
    }

    /// `reversed(source)`, owned.
    func makeReversedIterator(_ source: Ref) throws(Interruption) -> Ref {
        switch heap[source].value {
        case .list(let list):
            return makeIterator(over: source, .listReverseIterator, count: 0, from: list.items.count - 1)
        case .tuple, .string, .bytes:
            return makeIterator(over: source, .reversed, count: 0, from: try length(source) - 1)
        case .range(let range):
            let last = range.start + (range.count - 1) * range.step
            let turned = RangeValue(start: last, stop: range.start - range.step, step: -range.step)
            let rest = range.count == 0 ? RangeValue(start: 0, stop: 0, step: 1) : turned
            return heap.allocate(.rangeIterator(rest), .rangeIterator)
        case .dict(let table) where heap.facts.dictsCanBeReversed:
            return makeIterator(
                over: source, .dictReverseKeyIterator, count: table.count, from: table.entries.count - 1)
        case .dictView(let kind, let dict) where heap.facts.dictsCanBeReversed:
            let table = heap.dictTable(dict)
            let type: BuiltinType =
                switch kind {
                case .keys: .dictReverseKeyIterator
                case .values: .dictReverseValueIterator
                case .items: .dictReverseItemIterator
                }
            return makeIterator(over: dict, type, count: table.count, from: table.entries.count - 1)
        default: throw .typeError("'\(heap.typeName(source))' object is not reversible")
        }
    }

    /// `list.sort` with what was given by name.
    func sort(_ list: Ref, _ keywords: [KeywordArgument]) throws(Interruption) {
        var key: Ref?
        var isReversed = false
        for keyword in keywords {
            switch keyword.name {
            case "key": key = keyword.value == heap.none ? nil : keyword.value
            case "reverse": isReversed = try Natives.flag(self, keyword.value, "sort")
            default: throw Natives.invalid(keyword.name, "sort")
            }
        }
        try sort(list, key: key, isReversed: isReversed)
    }

    /// `min` and `max` (Python/bltinmodule.c, min_max).
    func extreme(
        _ name: String, _ arguments: [Ref], _ keywords: [KeywordArgument]
    ) throws(Interruption) -> Ref {
        if arguments.isEmpty { throw .typeError("\(name) expected at least 1 argument, got 0") }
        var key: Ref?
        var standard: Ref?
        for keyword in keywords {
            switch keyword.name {
            case "key": key = keyword.value == heap.none ? nil : keyword.value
            case "default" where heap.facts.hasDefaultOfExtremes: standard = keyword.value
            case _ where !heap.facts.hasDefaultOfExtremes:
                throw .typeError("\(name)() got an unexpected keyword argument")
            default: throw Natives.invalid(keyword.name, name)
            }
        }
        if arguments.count > 1, standard != nil {
            throw .typeError("Cannot specify a default for \(name)() with multiple positional arguments")
        }
        let several =
            arguments.count > 1 ? heap.makeTuple(arguments.map { heap.shared($0) }) : heap.shared(arguments[0])
        push(several)
        guard let found = try extreme(name == "max" ? .greater : .less, of: several, key) else {
            guard let standard else { throw .valueError("\(name)() arg is an empty sequence") }
            heap.release(pop())
            return heap.shared(standard)
        }
        heap.release(pop())
        return found
    }

    /// The item whose key is before all others by this comparison, owned; the stack keeps it and its key alive.
    private func extreme(
        _ op: ComparisonOperator, of source: Ref, _ key: Ref?
    ) throws(Interruption) -> Ref? {
        push(try makeIterator(source))
        let iterator = heap.stack[heap.stack.count - 1]
        let base = heap.stack.count
        while let item = try next(iterator) {
            push(item)
            push(try key.map { (key) throws(Interruption) in try self.callFunction(key, [item]) } ?? heap.shared(item))
            guard heap.stack.count > base + 2 else { continue }
            let isBetter = try holds(op, heap.stack[base + 3], heap.stack[base + 1])
            let pair = pop(2)
            if isBetter {
                let old = pop(2)
                push(pair[0])
                push(pair[1])
                release(old)
            } else {
                release(pair)
            }
        }
        let isEmpty = heap.stack.count == base
        let found: Ref? = isEmpty ? nil : heap.shared(heap.stack[base])
        release(pop(heap.stack.count - base))
        heap.release(pop())
        return found
    }
}
