import HeapModel

extension Interpreter {
    /// `iter(source)`; the source is borrowed, the iterator owned.
    func makeIterator(_ source: Ref) throws(Interruption) -> Ref {
        switch heap[source].value {
        case .iterator, .generator: return heap.shared(source)
        case .instance: return try makeUserIterator(source)
        default: break
        }
        let (type, count) = try iteratorType(source)
        let target = iteratedObject(source)
        heap.retain(target)
        return heap.allocate(.iterator(IteratorState(source: target, expectedCount: count)), type)
    }

    private func iteratedObject(_ source: Ref) -> Ref {
        if case .dictView(_, let dict) = heap[source].value { return dict }
        return source
    }

    private func iteratorType(_ source: Ref) throws(Interruption) -> (BuiltinType, Int) {
        switch heap[source].value {
        case .list: return (.listIterator, 0)
        case .tuple: return (.tupleIterator, 0)
        case .string: return (.stringIterator, 0)
        case .bytes: return (.bytesIterator, 0)
        case .range: return (.rangeIterator, 0)
        case .dict(let table): return (.dictKeyIterator, table.count)
        case .dictView(let kind, let dict):
            let count = heap.dictTable(dict).count
            switch kind {
            case .keys: return (.dictKeyIterator, count)
            case .values: return (.dictValueIterator, count)
            case .items: return (.dictItemIterator, count)
            }
        default: throw .typeError("'\(heap.typeName(source))' object is not iterable")
        }
    }

    /// The iterator is on top of the stack; its next value comes above it, or the loop ends and the iterator goes.
    func advanceLoop(_ exit: Int) throws(Interruption) {
        let iterator = heap.stack[heap.stack.count - 1]
        if case .generator = heap[iterator].value {
            try stepLoop(over: iterator, exit: exit)
            return
        }
        if let value = try next(iterator) {
            push(value)
        } else {
            heap.release(pop())
            jump(to: exit)
        }
    }

    /// The next value, owned; nil at the end, where the iterator lets go of what it went through.
    func next(_ iterator: Ref) throws(Interruption) -> Ref? {
        switch heap[iterator].value {
        case .generator:
            var returned = Ref.null
            let value = try advance(iterator, sending: heap.makeNone(), returned: &returned)
            if !returned.isNull { heap.release(returned) }
            return value
        case .instance: return try nextOfUserIterator(iterator)
        default: break
        }
        guard case .iterator(var state) = heap[iterator].value, !state.source.isNull else { return nil }
        let position = Int(state.position)
        let value = try element(at: position, of: state, heap.kind(iterator))
        guard let (value, place) = value else {
            heap.finishIterator(iterator)
            return nil
        }
        state.position = Int32(clamping: place + 1)
        heap[iterator].value = .iterator(state)
        return value
    }

    /// The value at a position or, in a dict with gaps, at the next one; and where it was.
    private func element(
        at position: Int, of state: IteratorState, _ kind: BuiltinType?
    ) throws(Interruption) -> (Ref, Int)? {
        switch heap[state.source].value {
        case .list(let list):
            return position < list.items.count ? (heap.shared(list.items[position]), position) : nil
        case .tuple(let items):
            return position < items.count ? (heap.shared(items[position]), position) : nil
        case .range(let range):
            return position < range.count ? (heap.makeInt(range.start + position * range.step), position) : nil
        case .string(let text):
            let scalars = text.unicodeScalars
            guard let index = scalars.index(scalars.startIndex, offsetBy: position, limitedBy: scalars.endIndex),
                index < scalars.endIndex
            else { return nil }
            return (heap.makeString(String(Character(scalars[index]))), position)
        case .bytes(let bytes):
            return position < bytes.count ? (heap.makeInt(Int(bytes[position])), position) : nil
        case .dict(let table):
            if table.count != Int(state.expectedCount) {
                throw .raise("RuntimeError", "dictionary changed size during iteration")
            }
            var place = position
            while place < table.entries.count, table[place] == nil { place += 1 }
            guard let entry = table[place] else { return nil }
            return (entryValue(entry, kind), place)
        default: return nil
        }
    }

    private func entryValue(_ entry: DictTable.Entry, _ kind: BuiltinType?) -> Ref {
        switch kind {
        case .dictValueIterator: heap.shared(entry.value)
        case .dictItemIterator: heap.makeTuple([heap.shared(entry.key), heap.shared(entry.value)])
        default: heap.shared(entry.key)
        }
    }

    /// `__iter__` of an object of the program's own class.
    private func makeUserIterator(_ source: Ref) throws(Interruption) -> Ref {
        guard let iterator = try callSpecial("__iter__", of: source) else {
            throw .typeError("'\(heap.typeName(source))' object is not iterable")
        }
        return iterator
    }

    /// `__next__` of an object of the program's own class; StopIteration is the end.
    private func nextOfUserIterator(_ iterator: Ref) throws(Interruption) -> Ref? {
        do throws(Interruption) {
            guard let value = try callSpecial("__next__", of: iterator) else {
                throw .typeError("'\(heap.typeName(iterator))' object is not an iterator")
            }
            return value
        } catch {
            if isStopIteration(error) { return nil }
            throw error
        }
    }

    /// Whether an interruption is a StopIteration; then it is over and done with.
    func isStopIteration(_ interruption: Interruption) -> Bool {
        switch interruption {
        case .raised(let pending):
            guard pending.type == "StopIteration" else { return false }
            if let argument = pending.argument { heap.release(argument) }
            return true
        case .exception(let exception, _):
            guard let stop = heap.exceptionTypes["StopIteration"], heap.isSubclass(heap.typeOf(exception), of: stop)
            else { return false }
            heap.release(exception)
            return true
        case .unsupported, .limit: return false
        }
    }

    /// All values of an iterable, each an owned reference.
    func values(of source: Ref) throws(Interruption) -> [Ref] {
        switch heap[source].value {
        case .list(let list): return list.items.map { heap.shared($0) }
        case .tuple(let items): return items.map { heap.shared($0) }
        case .range(let range): try checkSize(range.count)
        default: break
        }
        let iterator = try makeIterator(source)
        var result: [Ref] = []
        do {
            while let value = try next(iterator) { result.append(value) }
        } catch {
            release(result)
            heap.release(iterator)
            throw error
        }
        heap.release(iterator)
        return result
    }

    /// Replaces the sequence on top of the stack by its items, the first one on top.
    func unpack(_ count: Int) throws(Interruption) {
        let source = heap.stack[heap.stack.count - 1]
        let items: [Ref]
        switch heap[source].value {
        case .list, .tuple, .string, .bytes, .dict, .dictView, .range, .generator, .iterator, .instance:
            items = try values(of: source)
        default: throw .typeError("cannot unpack non-iterable \(heap.typeName(source)) object")
        }
        guard items.count == count else {
            let given = items.count
            release(items)
            throw .valueError(
                given > count
                    ? "too many values to unpack (expected \(count))"
                    : "not enough values to unpack (expected \(count), got \(given))")
        }
        heap.stack.removeLast()
        for item in items.reversed() { push(item) }
        heap.release(source)
    }
}
