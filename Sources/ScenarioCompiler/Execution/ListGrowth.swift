import HeapModel

// Lists that grow by what an iterable gives (Objects/listobject.c, list_extend).
extension Interpreter {
    /// A new list of the items of a borrowed iterable; owned.
    func makeList(from source: Ref) throws(Interruption) -> Ref {
        push(heap.makeList([]))
        try extend(heap.stack[heap.stack.count - 1], from: source)
        return pop()
    }

    /// Appends the items of an iterable: all at once from a list or tuple, and otherwise one after the other, so that an
    /// iterator of the program sees the list grow.
    ///
    /// - Parameter message: of the TypeError where the source cannot be gone through at all; nil for the usual one.
    func extend(_ list: Ref, from source: Ref, orTypeError message: String? = nil) throws(Interruption) {
        switch heap[source].value {
        case .list, .tuple:
            let items = try values(of: source)
            try checkSize(heap.listItems(list).count + items.count)
            heap.extend(list, with: items)
            return
        case .range(let range): try checkSize(range.count)
        default: break
        }
        if let message {
            let iterator = try catching("TypeError") { () throws(Interruption) in try self.makeIterator(source) }
            guard let iterator else { throw .typeError(message) }
            push(iterator)
        } else {
            push(try makeIterator(source))
        }
        let iterator = heap.stack[heap.stack.count - 1]
        heap.reserve(try lengthHint(source), inList: list, isExact: !growsAsUsual(by: source))
        while let item = try next(iterator) {
            heap.appendReserved(item, to: list)
            try checkSize(heap.listItems(list).count)
        }
        heap.trim(list)
        heap.release(pop())
    }

    /// Gives a new list the room for the items of something that knows how many it has.
    func reserveExactly(_ list: Ref, for source: Ref) throws(Interruption) {
        guard heap.facts.constructedListsAreExact else { return }
        switch heap[source].value {
        case .list, .tuple, .set, .dict, .dictView, .string, .bytes, .range, .array:
            heap.reserveExactly(try length(source), inList: list)
        default: return
        }
    }

    /// Whether a list that takes the items of something makes room for them as for any growth, even where it is empty
    /// (Objects/listobject.c, list_extend_set and list_extend_dict, from 3.13 on).
    private func growsAsUsual(by source: Ref) -> Bool {
        guard heap.facts.extendsBySetsAsUsual, !heap.isOwnInstance(source) else { return false }
        switch heap[source].value {
        case .set, .dict, .dictView: return true
        default: return false
        }
    }

    /// How many items to make room for: the length, what an iterator has left, or 8 where nobody knows
    /// (Objects/abstract.c, PyObject_LengthHint).
    private func lengthHint(_ source: Ref) throws(Interruption) -> Int {
        switch heap[source].value {
        case .set, .dict, .dictView, .string, .bytes, .range, .array: return try length(source)
        case .rangeIterator(let rest): return rest.count
        case .iterator(let state): return state.source.isNull ? 0 : try itemsLeft(source, state)
        case .instance: return try specialLength(source) ?? 8
        case .weakReference(let info) where info.isProxy: return try length(referent(source))
        default: return 8
        }
    }

    private func itemsLeft(_ iterator: Ref, _ state: IteratorState) throws(Interruption) -> Int {
        let position = Int(state.position)
        switch heap.kind(iterator) {
        case .listReverseIterator, .reversed, .dictReverseKeyIterator, .dictReverseValueIterator,
            .dictReverseItemIterator:
            return position + 1
        case .setIterator, .dictKeyIterator, .dictValueIterator, .dictItemIterator:
            let count = try length(state.source)
            return count == Int(state.expectedCount) ? max(0, count - position) : 0
        default: return max(0, try length(state.source) - position)
        }
    }
}
