import BigInt
import HeapModel

extension Interpreter {
    // MARK: - Displays

    /// The stack holds the items.
    func buildSet(_ count: Int) throws(Interruption) {
        let base = heap.stack.count - count
        let set = heap.makeSet(.set)
        heap.stack.insert(set, at: base)
        for index in 0..<count { try add(heap.stack[base + 1 + index], to: set) }
        release(pop(count))
    }

    /// Adds what is on top of the stack to the display below it.
    func extendDisplay(_ instruction: Instruction) throws(Interruption) {
        let count = heap.stack.count
        switch instruction {
        case .appendToList(let depth):
            let item = pop()
            heap.append(item, to: heap.stack[count - 2 - depth])
        case .addToSet(let depth):
            try add(heap.stack[count - 1], to: heap.stack[count - 2 - depth])
            heap.release(pop())
        case .extendList:
            let source = heap.stack[count - 1]
            try extend(
                heap.stack[count - 2], from: source,
                orTypeError: "Value after * must be an iterable, not \(heap.typeName(source))")
            heap.release(pop())
        case .updateSet:
            try update(set: heap.stack[count - 2], from: heap.stack[count - 1])
            heap.release(pop())
        case .updateDict: try updateDict()
        default:
            let list = pop()
            push(heap.makeTuple(heap.listItems(list).map { heap.shared($0) }))
            heap.release(list)
        }
    }

    /// BUILD_LIST_UNPACK and BUILD_SET_UNPACK of Python/ceval.c.
    func spread(_ count: Int, into display: Ref) throws(Interruption) {
        let base = heap.stack.count - count
        heap.stack.insert(display, at: base)
        for place in base + 1...base + count {
            let source = heap.stack[place]
            if heap.isSet(display) {
                try update(set: display, from: source)
            } else {
                try extend(
                    display, from: source, orTypeError: "'\(heap.typeName(source))' object is not iterable")
            }
        }
        release(pop(count).reversed())
    }

    /// The stack holds key, value, key, value, …
    func buildDict(_ count: Int) throws(Interruption) {
        let values = pop(count * 2)
        let dict = heap.makeDict()
        if heap.facts.dictsAreOrdered {
            heap.presize(dict, for: count, keys: stride(from: 0, to: count * 2, by: 2).map { values[$0] })
        }
        push(dict)
        for index in 0..<count {
            do {
                try setEntry(dict, key: values[index * 2], to: values[index * 2 + 1])
            } catch {
                release(Array(values[(index * 2)...]))
                throw error
            }
        }
    }

    func buildRoomyDict(_ count: Int) {
        let dict = heap.makeDict()
        heap.presize(dict, for: count)
        push(dict)
    }

    /// The stack holds the values, then the tuple of keys.
    func buildDictWithConstantKeys(_ count: Int) throws(Interruption) {
        let keys = pop()
        let values = pop(count)
        let dict = heap.makeDict()
        push(dict)
        guard case .tuple(let items) = heap[keys].value else { return }
        if heap.facts.dictsAreOrdered { heap.presize(dict, for: count, keys: items) }
        for (key, value) in zip(items, values) { try setEntry(dict, key: heap.shared(key), to: value) }
        heap.release(keys)
    }

    /// The stack holds a list and a constant tuple; CPython extends the list exactly (Objects/listobject.c,
    /// list_extend) and then allocates as for any growth from nothing.
    func extendListWithConstant() {
        let tuple = pop()
        guard let list = heap.stack.last, case .tuple(let items) = heap[tuple].value else { return }
        heap.extend(list, with: items.map { heap.shared($0) })
        heap.release(tuple)
    }

    /// Sets an entry; both references are owned here and go to the dict, except where this throws.
    func setEntry(_ dict: Ref, key: Ref, to value: Ref) throws(Interruption) {
        let hash = try hash(key)
        heap.setEntry(of: dict, key: key, hash: hash, at: try findEntry(dict, key, hash: hash), to: value)
    }

    // MARK: - Reading

    func element(of owner: Ref, _ index: Ref) throws(Interruption) -> Ref {
        if let value = try specialElement(owner, index) { return value }
        return try plainElement(of: owner, index)
    }

    /// As `element`, whatever the class says itself.
    func plainElement(of owner: Ref, _ index: Ref) throws(Interruption) -> Ref {
        if case .array(let array) = heap[owner].value { return try arrayElement(array, index) }
        if case .slice(let slice) = heap[index].value, let part = try elements(of: owner, slice) { return part }
        switch heap[owner].value {
        case .list(let list): return heap.shared(list.items[try place(index, list.items.count, "list")])
        case .tuple(let items): return heap.shared(items[try place(index, items.count, "tuple")])
        case .string(let text):
            let scalars = Array(text.unicodeScalars)
            return heap.makeString(String(Character(scalars[try place(index, scalars.count, "string")])))
        case .bytes(let bytes): return heap.makeInt(Int(bytes[try place(index, bytes.count, "byte")]))
        case .range(let range):
            let at = try place(index, range.count, "range object")
            return heap.makeInt(range.start + at * range.step)
        case .dict:
            guard let at = try findEntry(owner, index), let entry = heap.dictTable(owner)[at]
            else { return try missingElement(of: owner, index) }
            return heap.shared(entry.value)
        case .classDict(let type): return try valueOfClass(type, index)
        case .userClass, .builtinType:
            throw .typeError("type '\(heap.className(owner))' is not subscriptable")
        default:
            throw .typeError("'\(heap.typeName(owner))' object is not subscriptable")
        }
    }

    /// A class that extends dict may say what it has for a key that is not there (Objects/dictobject.c,
    /// dict_subscript).
    private func missingElement(of dict: Ref, _ key: Ref) throws(Interruption) -> Ref {
        guard let method = try ownSpecialMethod("__missing__", of: dict) else { throw keyError(key) }
        defer { heap.release(method) }
        return try callFunction(method, [key])
    }

    func keyError(_ key: Ref) -> Interruption {
        .raised(PendingException(type: "KeyError", message: "", argument: heap.shared(key)))
    }

    /// The place that an index means in a sequence, negative ones counted from the end. `use` is `assignment` where an
    /// item is set or removed.
    private func place(_ index: Ref, _ count: Int, _ what: String, _ use: String = "") throws(Interruption) -> Int {
        guard let number = try indexNumber(index) else { throw wrongIndex(index, what) }
        guard case .int(let value) = number else { throw .indexError("cannot fit 'int' into an index-sized integer") }
        let at = value < 0 ? value + count : value
        guard at >= 0, at < count else {
            if what == "byte" { throw .indexError("index out of range") }
            throw .indexError("\(what)\(use.isEmpty ? "" : " " + use) index out of range")
        }
        return at
    }

    private func wrongIndex(_ index: Ref, _ what: String) -> Interruption {
        let type = heap.typeName(index)
        switch what {
        case "string": return .typeError("string indices must be integers, not '\(type)'")
        case "range object": return .typeError("range indices must be integers or slices, not \(type)")
        default: return .typeError("\(what) indices must be integers or slices, not \(type)")
        }
    }

    /// Two functions of CPython say the same in different words: one for sequences that are asked by number, one for
    /// everything else (Objects/abstract.c, PySequence_DelItem and PyObject_DelItem).
    private func cannotDelete(_ owner: Ref, _ index: Ref) -> Interruption {
        var isSequence = false
        switch heap[owner].value {
        case .tuple, .string, .bytes, .range, .set, .dictView: isSequence = true
        default: break
        }
        let isNumber = heap[index].number.map { !$0.isFloat } ?? false
        return .typeError(
            "'\(heap.typeName(owner))' object \(isSequence && isNumber ? "doesn't" : "does not") support item deletion")
    }

    // MARK: - Writing

    /// The stack holds the value, the owner, the index.
    func storeElement() throws(Interruption) {
        let height = heap.stack.count
        let (value, index) = (heap.stack[height - 3], heap.stack[height - 1])
        let owner = try referent(heap.stack[height - 2])
        try chargeForElement(of: owner, index)
        if try !specialStore(owner, index, value) { try setPlainElement(of: owner, index, to: value) }
        release(pop(3))
    }

    /// `owner[index] = value`, whatever the class says itself.
    func setPlainElement(of owner: Ref, _ index: Ref, to value: Ref) throws(Interruption) {
        switch heap[owner].container {
        case .list(let count):
            if case .slice(let slice) = heap[index].value {
                try setElements(of: owner, slice, to: value)
                break
            }
            let at = try place(index, count, "list", "assignment")
            heap.setItem(of: owner, at: at, to: heap.shared(value))
        case .dict:
            try setEntry(owner, key: heap.shared(index), to: heap.shared(value))
        case .array: try storeArrayElement(owner, index, value)
        default:
            throw .typeError("'\(heap.typeName(owner))' object does not support item assignment")
        }
    }

    /// The stack holds the owner, the index.
    func deleteElement() throws(Interruption) {
        let height = heap.stack.count
        let (owner, index) = (try referent(heap.stack[height - 2]), heap.stack[height - 1])
        try chargeForElement(of: owner, index, isDeleted: true)
        if try !specialStore(owner, index, nil) { try deletePlainElement(of: owner, index) }
        release(pop(2))
    }

    /// `del owner[index]`, whatever the class says itself.
    func deletePlainElement(of owner: Ref, _ index: Ref) throws(Interruption) {
        switch heap[owner].container {
        case .list(let count):
            if case .slice(let slice) = heap[index].value {
                try deleteElements(of: owner, slice)
                break
            }
            let at = try place(index, count, "list", "assignment")
            heap.release(heap.removeItem(of: owner, at: at, by: .deletion))
        case .dict:
            guard let at = try findEntry(owner, index),
                let (key, value) = heap.removeEntry(of: owner, at: at)
            else { throw keyError(index) }
            heap.release(key)
            heap.release(value)
        case .array: try storeArrayElement(owner, index, nil)
        default:
            throw cannotDelete(owner, index)
        }
    }
}
