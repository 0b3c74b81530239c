import HeapModel

// What makes a list in 2.7, and an iterator or a view since.
extension Interpreter {
    /// A list of all that an iterator gives, where the version has lists; the iterator is owned.
    func listed(_ iterator: Ref) throws(Interruption) -> Ref {
        guard heap.facts.iterablesAreLists else { return iterator }
        push(iterator)
        let list = try makeList(from: iterator)
        heap.release(pop())
        return list
    }

    /// `keys()`, `values()` and `items()` of a dict as a list.
    func listEntries(of dict: Ref, _ kind: DictViewKind) -> Ref {
        let items = heap.dictTable(dict).live.map { _, entry in
            switch kind {
            case .keys: heap.shared(entry.key)
            case .values: heap.shared(entry.value)
            case .items: heap.makeTuple([heap.shared(entry.key), heap.shared(entry.value)])
            }
        }
        return heap.makeList(items)
    }

    /// `map` without a function, or over sequences of which the shorter ones are filled up with None.
    func refuseOldMap(_ arguments: [Ref]) throws(Interruption) {
        guard heap.facts.iterablesAreLists else { return }
        if arguments[0] == heap.none { throw .unsupported("'map' with None for a function") }
        if arguments.count > 2 { throw .unsupportedInVersion("'map' over several sequences") }
    }

    /// `filter` of a str or a tuple gives one of these.
    func refuseOldFilter(_ arguments: [Ref]) throws(Interruption) {
        guard heap.facts.iterablesAreLists else { return }
        if [.str, .tuple].contains(heap.kind(arguments[1])) {
            throw .unsupportedInVersion("'filter' of a \(heap.typeName(arguments[1]))")
        }
    }
}
