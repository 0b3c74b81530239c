import HeapModel

// `Class.__dict__`: what a class has itself, to look at (Objects/descrobject.c, mappingproxy).
extension Interpreter {
    /// The names that a class has in CPython's order, with their values; the descriptors for `__dict__` and
    /// `__weakref__` have no value in the model.
    func classNames(_ type: Ref) throws(Interruption) -> [(String, Ref?)] {
        guard heap.isAlive(type), case .userClass(let info) = heap[type].value else {
            throw .unsupported("the '__dict__' of a class that is gone")
        }
        var names: [(String, Ref?)] = zip(info.namespace.keys, info.namespace.values).map {
            (heap.symbols.name($0), $1)
        }
        var descriptors: [(String, Ref?)] = []
        if info.addsDict { descriptors.append(("__dict__", nil)) }
        if info.addsWeakReferences { descriptors.append(("__weakref__", nil)) }
        names.insert(contentsOf: descriptors, at: min(info.namesBeforeDescriptors, names.count))
        return names
    }

    /// `proxy[name]`; owned.
    func valueOfClass(_ type: Ref, _ name: Ref) throws(Interruption) -> Ref {
        guard let text = string(name), let found = try classNames(type).first(where: { $0.0 == text }) else {
            throw keyError(name)
        }
        guard let value = found.1 else { throw .unsupported("the descriptor '\(text)' of a class") }
        return heap.shared(value)
    }

    /// The names and, where they are wanted, the values as a dict of their own; owned.
    func makeDict(ofClass type: Ref, hasValues: Bool = true) throws(Interruption) -> Ref {
        let names = try classNames(type)
        let dict = heap.makeDict()
        push(dict)
        for (name, value) in names {
            let known = hasValues ? value : heap.none
            let value = known.map { heap.shared($0) } ?? heap.allocate(.none, .getSetDescriptor)
            try setEntry(dict, key: heap.internString(name), to: value)
        }
        return pop()
    }
}

extension Natives {
    static let classDictMethods: [NativeFunction] =
        ["keys", "values", "items", "get", "copy"].map { name in
            NativeFunction(name: name, type: .mappingProxy) {
                (interpreter, proxy, arguments, _) throws(Interruption) in
                guard case .classDict(let type) = interpreter.heap[proxy].value else {
                    throw .typeError("descriptor '\(name)' requires a 'mappingproxy' object")
                }
                let dict = try interpreter.makeDict(ofClass: type, hasValues: name != "keys")
                interpreter.push(dict)
                let method = try interpreter.attribute(of: dict, interpreter.heap.symbols.symbol(name))
                interpreter.push(method)
                let result = try interpreter.callFunction(method, arguments)
                interpreter.release(interpreter.pop(2))
                return result
            }
        }
}
