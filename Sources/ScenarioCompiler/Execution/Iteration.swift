import HeapModel

extension Interpreter {
    /// `iter(source)`; the source is borrowed, the iterator owned.
    func makeIterator(_ source: Ref) throws(Interruption) -> Ref {
        if let iterator = try makeUserIterator(source) { return iterator }
        return try makePlainIterator(source)
    }

    /// As `iter(source)`, whatever the class says itself.
    func makePlainIterator(_ source: Ref) throws(Interruption) -> Ref {
        switch heap[source].value {
        case .iterator, .rangeIterator, .adapter, .generator: return heap.shared(source)
        case .classDict(let type):
            let dict = try makeDict(ofClass: type, hasValues: false)
            defer { heap.release(dict) }
            return try makePlainIterator(dict)
        case .range(let range): return heap.allocate(.rangeIterator(range), .rangeIterator)
        default: break
        }
        let (type, count) = try iteratorType(source)
        return makeIterator(over: iteratedObject(source), type, count: count, from: 0)
    }

    /// An iterator of a certain kind over a borrowed object.
    func makeIterator(over source: Ref, _ type: BuiltinType, count: Int, from position: Int) -> Ref {
        heap.retain(source)
        var state = IteratorState(source: source, expectedCount: count, position: position)
        if type == .dictItemIterator || type == .dictReverseItemIterator {
            state.result = heap.makePlaceholder(2)
        }
        return heap.allocate(.iterator(state), type)
    }

    func iteratedObject(_ source: Ref) -> Ref {
        if case .dictView(_, let dict) = heap[source].value { return dict }
        return source
    }

    private func iteratorType(_ source: Ref) throws(Interruption) -> (BuiltinType, Int) {
        switch heap[source].value {
        case .list: return (.listIterator, 0)
        case .tuple: return (.tupleIterator, 0)
        case .string(let text):
            let isSpecial = heap.facts.hasASCIIStringIterator && text.utf8.allSatisfy { $0 < 0x80 }
            return (isSpecial ? .asciiStringIterator : .stringIterator, 0)
        case .bytes: return (.bytesIterator, 0)
        case .array: return (.arrayIterator, 0)
        case .set(let table): return (.setIterator, table.count)
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
        try charge(1)
        try checkStack()
        switch heap[iterator].value {
        case .generator:
            var returned = Ref.null
            let value = try advance(iterator, sending: heap.makeNone(), returned: &returned)
            if !returned.isNull { heap.release(returned) }
            return value
        case .instance: return try nextOfUserIterator(iterator)
        case .adapter: return try nextAdapted(iterator)
        case .rangeIterator(var rest):
            guard rest.count > 0 else { return nil }
            let value = heap.makeInt(rest.start)
            rest.start += rest.step
            heap[iterator].value = .rangeIterator(rest)
            return value
        case .iterator(var state):
            guard !state.source.isNull else { return nil }
            if state.position < 0, heap[iterator].kind == .listReverseIterator,
                heap.facts.exhaustedReverseIteratorsKeepTheirList
            {
                return nil
            }
            guard let (value, position) = try element(of: iterator, state) else {
                heap.finishIterator(iterator)
                return nil
            }
            state.position = Int32(clamping: position)
            heap[iterator].value = .iterator(state)
            return value
        default: throw .typeError("'\(heap.typeName(iterator))' object is not an iterator")
        }
    }

    /// Gives back what an iterator held: shown where something names the iterator, hidden otherwise.
    func letGo(of source: Ref, _ iterator: Ref, _ place: SlotPlace) {
        if heap[iterator].flags.contains(.showsReferences) {
            heap.drop(source, .slot(iterator, place))
        } else {
            heap.release(source)
        }
    }

    /// The value at an iterator's position, and the position that follows.
    private func element(of iterator: Ref, _ state: IteratorState) throws(Interruption) -> (Ref, Int)? {
        let position = Int(state.position)
        let kind = heap[iterator].kind
        switch heap[state.source].value {
        case .list(let list):
            guard list.items.indices.contains(position) else { return nil }
            return (heap.shared(list.items[position]), kind == .listReverseIterator ? position - 1 : position + 1)
        case .tuple(let items):
            guard items.indices.contains(position) else { return nil }
            return (heap.shared(items[position]), kind == .reversed ? position - 1 : position + 1)
        case .string(let text):
            // The place of a character is found from the start.
            try charge(max(position, 0) / 64)
            let scalars = text.unicodeScalars
            guard position >= 0,
                let index = scalars.index(scalars.startIndex, offsetBy: position, limitedBy: scalars.endIndex),
                index < scalars.endIndex
            else { return nil }
            let value = heap.makeString(String(Character(scalars[index])))
            return (value, kind == .reversed ? position - 1 : position + 1)
        case .bytes(let bytes):
            guard position >= 0, position < bytes.count else { return nil }
            return (heap.makeInt(Int(bytes[position])), kind == .reversed ? position - 1 : position + 1)
        case .array(let array):
            return position < array.count ? (heap.makeNumber(array.number(at: position)), position + 1) : nil
        case .instance: return try elementByNumber(iterator, state.source, position)
        case .set(let table): return try member(of: table, at: position, iterator, state)
        case .dict(let table): return try entry(of: table, at: position, iterator, state)
        default: return nil
        }
    }

    private func member(
        of table: SetTable, at position: Int, _ iterator: Ref, _ state: IteratorState
    ) throws(Interruption) -> (Ref, Int)? {
        if table.count != Int(state.expectedCount) {
            throw changedSize(iterator, state, "Set changed size during iteration")
        }
        guard let place = table.slots.indices.dropFirst(position).first(where: { !table.slots[$0].key.isNull }) else {
            return nil
        }
        return (heap.shared(table.slots[place].key), place + 1)
    }

    private func entry(
        of table: DictTable, at position: Int, _ iterator: Ref, _ state: IteratorState
    ) throws(Interruption) -> (Ref, Int)? {
        if table.count != Int(state.expectedCount) {
            throw changedSize(iterator, state, "dictionary changed size during iteration")
        }
        let kind = heap[iterator].kind
        let isReversed =
            kind == .dictReverseKeyIterator || kind == .dictReverseValueIterator || kind == .dictReverseItemIterator
        let step = isReversed ? -1 : 1
        guard let (entry, next) = table.entry(from: position, by: step) else { return nil }
        switch kind {
        case .dictValueIterator, .dictReverseValueIterator: return (heap.shared(entry.value), next)
        case .dictItemIterator, .dictReverseItemIterator:
            let pair = handOut([heap.shared(entry.key), heap.shared(entry.value)], reusing: state.result)
            return (pair, next)
        default: return (heap.shared(entry.key), next)
        }
    }

    /// The iterator fails from now on, whatever becomes of its source.
    private func changedSize(_ iterator: Ref, _ state: IteratorState, _ message: String) -> Interruption {
        var state = state
        state.expectedCount = -1
        heap[iterator].value = .iterator(state)
        return .raise("RuntimeError", message)
    }

    /// A tuple of values that are owned here: the one that the iterator handed out before, where nobody else holds it
    /// any longer (Objects/dictobject.c, dictiter_iternextitem; enumobject.c, enum_next).
    func handOut(_ values: [Ref], reusing result: Ref) -> Ref {
        guard !result.isNull, heap.realCount(result) == 1 else { return heap.makeTuple(values) }
        heap.retain(result)
        heap.replaceItems(of: result, with: values)
        return result
    }

    /// `__iter__` of an object of the program's own class.
    private func makeUserIterator(_ source: Ref) throws(Interruption) -> Ref? {
        guard let info = heap.ownClass(of: source) else { return nil }
        let name = heap.symbols.symbol("__iter__")
        guard let own = lookUpOwn(name, in: info) else {
            guard lookUp(name, in: info) == nil, hasOwnSpecial("__getitem__", source) else { return nil }
            return makeIterator(over: source, .sequenceIterator, count: 0, from: 0)
        }
        if own == heap.none { throw .typeError("'\(heap.typeName(source))' object is not iterable") }
        guard let iterator = try callSpecial("__iter__", of: source) else { return nil }
        if isIterator(iterator) { return iterator }
        let type = heap.typeName(iterator)
        heap.release(iterator)
        throw .typeError("iter() returned non-iterator of type '\(type)'")
    }

    private func isIterator(_ ref: Ref) -> Bool {
        switch heap[ref].value {
        case .iterator, .rangeIterator, .adapter, .generator: true
        default: hasOwnSpecial(heap.facts.nextMethod, ref)
        }
    }

    /// The item that `__getitem__` gives for a number; IndexError and StopIteration are the end (Objects/iterobject.c,
    /// iter_iternext).
    private func elementByNumber(
        _ iterator: Ref, _ source: Ref, _ position: Int
    ) throws(Interruption) -> (Ref, Int)? {
        let number = heap.makeInt(position)
        defer { heap.release(number) }
        let value = try catching("IndexError") { () throws(Interruption) in
            try self.catching("StopIteration") { () throws(Interruption) in
                try self.callSpecial("__getitem__", of: source, [number])
            }
        }
        guard let found = value, let item = found, let item else { return nil }
        return (item, position + 1)
    }

    /// `__next__` of an object of the program's own class; StopIteration is the end.
    private func nextOfUserIterator(_ iterator: Ref) throws(Interruption) -> Ref? {
        do throws(Interruption) {
            guard let value = try callSpecial(heap.facts.nextMethod, of: iterator) else {
                throw .typeError("'\(heap.typeName(iterator))' object is not an iterator")
            }
            return value
        } catch {
            if drop(error, where: "StopIteration") { return nil }
            throw error
        }
    }

    /// All values of an iterable, each an owned reference.
    func values(of source: Ref) throws(Interruption) -> [Ref] {
        let hasOwn = hasOwnSpecial("__iter__", source)
        switch heap[source].value {
        case .list(let list) where !hasOwn: return list.items.map { heap.shared($0) }
        case .tuple(let items) where !hasOwn: return items.map { heap.shared($0) }
        case .range(let range): try checkSize(range.count)
        default: break
        }
        push(try makeIterator(source))
        let iterator = heap.stack[heap.stack.count - 1]
        let start = heap.stack.count
        while let value = try next(iterator) {
            push(value)
            try checkSize(heap.stack.count - start)
        }
        let result = pop(heap.stack.count - start)
        heap.release(pop())
        return result
    }

    /// All values of an iterable; a TypeError with this message where it cannot be gone through at all.
    func values(of source: Ref, orTypeError message: String) throws(Interruption) -> [Ref] {
        let iterator = try catching("TypeError") { () throws(Interruption) in try self.makeIterator(source) }
        guard let iterator else { throw .typeError(message) }
        push(iterator)
        let result = try values(of: iterator)
        heap.release(pop())
        return result
    }

    // MARK: - Unpacking

    /// Replaces the iterable on top of the stack by its items, the first one on top (Python/ceval.c, unpack_iterable).
    ///
    /// - Parameters:
    ///   - count: how many targets there are before a starred one, or in all.
    ///   - after: how many follow the starred one; nil where there is none.
    func unpack(_ count: Int, after: Int? = nil) throws(Interruption) {
        let base = heap.stack.count
        let source = heap.stack[base - 1]
        if after == nil, let items = items(of: source), items.count == count {
            heap.stack.removeLast()
            for item in items.reversed() { push(heap.shared(item)) }
            heap.release(source)
            return
        }
        guard let iterator = try catching("TypeError", { () throws(Interruption) in try self.makeIterator(source) })
        else { throw .typeError("cannot unpack non-iterable \(heap.typeName(source)) object") }
        push(iterator)
        for given in 0..<count {
            guard let item = try next(iterator) else {
                let wanted = after.map { "at least \(count + $0)" } ?? "\(count)"
                throw .valueError("not enough values to unpack (expected \(wanted), got \(given))")
            }
            push(item)
        }
        if let after {
            try unpackRest(iterator, count, after)
        } else if let surplus = try next(iterator) {
            heap.release(surplus)
            throw .valueError("too many values to unpack (expected \(count))")
        }
        let items = pop(heap.stack.count - base - 1)
        heap.release(pop())
        heap.stack.removeLast()
        for item in items.reversed() { push(item) }
        heap.release(source)
    }

    /// The items of a list or tuple, borrowed: these need no iterator.
    private func items(of source: Ref) -> [Ref]? {
        guard !heap.isOwnInstance(source) else { return nil }
        return switch heap[source].value {
        case .list(let list): list.items
        case .tuple(let items): items
        default: nil
        }
    }

    /// The rest goes into a list, whose last items go to the targets after the starred one.
    private func unpackRest(_ iterator: Ref, _ count: Int, _ after: Int) throws(Interruption) {
        let rest = try makeList(from: iterator)
        push(rest)
        let found = heap.listItems(rest).count
        guard found >= after else {
            throw .valueError(
                "not enough values to unpack (expected at least \(count + after), got \(count + found))")
        }
        // CPython takes the items without a word to their counts, and leaves the list's room as it is.
        let last = heap.takeLast(after, of: rest)
        for item in last { push(item) }
    }
}
