import HeapModel

// `f(*args, **kw)` (Python/ceval.c, CALL_FUNCTION_EX, DICT_MERGE).
extension Interpreter {
    /// The stack holds the callable, an iterable of the positional arguments and, where there are keywords, a dict.
    /// They stay there until the call is over and `finishSpread` takes them away.
    func callSpread(hasKeywords: Bool) throws(Interruption) {
        if heap.facts.spreadCallsHoldTheirFunction {
            let place = heap.stack.count - (hasKeywords ? 3 : 2)
            heap.stack.insert(heap.shared(heap.stack[place]), at: place)
        }
        let base = heap.stack.count - (hasKeywords ? 3 : 2)
        let (callable, given) = (heap.stack[base], heap.stack[base + 1])
        if heap.kind(given) != .tuple {
            let values = try values(
                of: given,
                orTypeError:
                    "\(functionText(callable)) argument after * must be an iterable, not \(heap.typeName(given))")
            heap.stack[base + 1] = heap.makeTuple(values)
            heap.release(given)
        }
        guard case .tuple(let items) = heap[heap.stack[base + 1]].value else { return }
        var names: [String] = []
        var values: [Ref] = []
        if hasKeywords {
            for (_, entry) in heap.dictTable(heap.stack[base + 2]).live {
                guard case .string(let name) = heap[entry.key].value else {
                    throw .typeError("\(functionText(callable)) keywords must be strings")
                }
                names.append(name)
                values.append(entry.value)
            }
        }
        push(heap.shared(callable))
        for value in items + values { push(heap.shared(value)) }
        let count = items.count + values.count
        if isWrittenInPython(callable), !heap.facts.spreadCallsKeepArguments {
            letGoOfSpread(base..<heap.stack.count - count - 1)
        }
        // Where there are keywords, all arguments are copied to an array first (Objects/call.c, _PyStack_UnpackDict).
        let keeps = heap.facts.spreadCallsKeepArguments && !names.isEmpty
        spreadTuple = heap.facts.argumentsBecomeTuples ? heap.stack[base + 1] : .null
        defer { spreadTuple = .null }
        guard heap.facts.spreadCallsTakeALevel, isWrittenInPython(callable) else {
            try call(callable, receiver: .null, count: count, names: names, below: 1, keeps: keeps)
            return
        }
        var isMethod = false
        if case .boundMethod = heap[callable].value { isMethod = true }
        try startDeeper(heap.facts.levelsOfCallFromC(isMethod: isMethod)) { () throws(Interruption) in
            try self.call(callable, receiver: .null, count: count, names: names, below: 1, keeps: keeps)
        }
    }

    /// The tuple that an exception keeps of its arguments, owned: the very tuple that a call spreads
    /// (Objects/exceptions.c, BaseException_new).
    func argumentTuple(_ arguments: [Ref], isConstant: Bool = true) -> Ref {
        if !spreadTuple.isNull, case .tuple(let items) = heap[spreadTuple].value, items == arguments {
            return heap.shared(spreadTuple)
        }
        return heap.makeTuple(arguments.map { heap.shared($0) }, isConstant: isConstant)
    }

    private func isWrittenInPython(_ callable: Ref) -> Bool {
        switch heap[callable].value {
        case .function: true
        case .boundMethod(_, let function): isWrittenInPython(function)
        default: false
        }
    }

    /// What was spread goes before the call starts; null takes its place for `finishSpread`.
    private func letGoOfSpread(_ places: Range<Int>) {
        for place in places {
            let ref = heap.stack[place]
            heap.stack[place] = .null
            heap.release(ref)
        }
    }

    /// The value of a call lies above what `callSpread` has left.
    func finishSpread(hasKeywords: Bool) {
        let value = pop()
        let rest = pop((hasKeywords ? 3 : 2) + (heap.facts.spreadCallsHoldTheirFunction ? 1 : 0))
        release(rest)
        push(value)
    }

    /// The stack holds the callable, its positional arguments, a dict, and what is to be added to the dict.
    func mergeKeywords() throws(Interruption) {
        let count = heap.stack.count
        let (callable, dict, source) = (heap.stack[count - 4], heap.stack[count - 2], heap.stack[count - 1])
        guard case .dict(let table) = heap[source].value else {
            throw .typeError(
                "\(functionText(callable)) argument after ** must be a mapping, not \(heap.typeName(source))")
        }
        for (_, entry) in table.live {
            if heap.findEntry(dict, entry.key, hash: entry.hash) != nil {
                let name = try display(entry.key)
                throw .typeError("\(functionText(callable)) got multiple values for keyword argument '\(name)'")
            }
            heap.setEntry(
                of: dict, key: heap.shared(entry.key), hash: entry.hash, at: nil, to: heap.shared(entry.value))
        }
        heap.release(pop())
    }

    /// The stack holds a dict and what is to be added to it (`{**d}`).
    func updateDict() throws(Interruption) {
        let count = heap.stack.count
        let (dict, source) = (heap.stack[count - 2], heap.stack[count - 1])
        guard case .dict = heap[source].value else {
            throw .typeError("'\(heap.typeName(source))' object is not a mapping")
        }
        try update(dict, from: source)
        heap.release(pop())
    }

    /// How messages call a function (Objects/object.c, _PyObject_FunctionStr).
    private func functionText(_ callable: Ref) -> String {
        switch heap[callable].value {
        case .function(let info): "__main__.\(info.qualifiedName)()"
        case .userClass(let info): "__main__.\(info.qualifiedName)()"
        case .builtinType(let info): "\(info.name)()"
        case .boundMethod(_, let function): functionText(function)
        case .native(let number, let receiver):
            receiver.isNull
                ? "\(Natives.all[Int(number)].displayName)()"
                : "\(heap.typeName(receiver)).\(Natives.all[Int(number)].name)()"
        default: (try? representation(callable)) ?? heap.typeName(callable)
        }
    }
}
