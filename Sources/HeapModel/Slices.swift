// Changes of many items at a time, with every count kept. Values come in as references that the caller owns.
extension Heap {
    /// Puts values in the place of a range of a list; what was there goes last item first (Objects/listobject.c,
    /// list_ass_slice).
    package mutating func replaceItems(of list: Ref, in range: Range<Int>, with values: [Ref]) {
        let old = Array(listItems(list)[range])
        let growth = values.count - old.count
        let count = listItems(list).count + growth
        if count == 0 {
            clearList(list)
            return
        }
        let inFours = facts.listsGrowInFours
        _ = withList(list) { storage in
            storage.items.replaceSubrange(range, with: values)
            if growth != 0 {
                storage.allocated = Heap.resize(storage.allocated, to: count, by: growth, inFours: inFours)
            }
        }
        for (offset, value) in values.enumerated() { settle(value, .slot(list, .item(range.lowerBound + offset))) }
        for (offset, item) in old.enumerated().reversed() { drop(item, .slot(list, .item(range.lowerBound + offset))) }
    }

    /// Puts values in places of a list; what was there goes in the order of the places (list_ass_subscript).
    package mutating func replaceItems(of list: Ref, at places: [Int], with values: [Ref]) {
        let old = places.map { listItems(list)[$0] }
        _ = withList(list) { storage in
            for (place, value) in zip(places, values) { storage.items[place] = value }
        }
        for (place, value) in zip(places, values) { settle(value, .slot(list, .item(place))) }
        for (place, item) in zip(places, old) { drop(item, .slot(list, .item(place))) }
    }

    /// Takes out the items at places, which ascend; they go in that order.
    package mutating func removeItems(of list: Ref, at places: [Int]) {
        let old = places.map { listItems(list)[$0] }
        let gone = Set(places)
        let inFours = facts.listsGrowInFours
        _ = withList(list) { storage in
            storage.items = storage.items.enumerated().filter { !gone.contains($0.offset) }.map(\.element)
            storage.allocated = Heap.resize(storage.allocated, to: storage.items.count, inFours: inFours)
        }
        for (place, item) in zip(places, old) { drop(item, .slot(list, .item(place))) }
    }

    /// Takes the last items off a list, whose room stays as it is; the caller owns the references.
    package mutating func takeLast(_ count: Int, of list: Ref) -> [Ref] {
        let items = listItems(list)
        let taken = Array(items.suffix(count))
        for (offset, item) in taken.enumerated() {
            unsettle(item, .slot(list, .item(items.count - count + offset)))
        }
        _ = withList(list) { $0.items.removeLast(count) }
        return taken
    }

    /// Puts a list's items into another order; no count changes.
    package mutating func reorder(_ list: Ref, by items: [Ref]) { _ = withList(list) { $0.items = items } }

    // MARK: - Lists that are being sorted

    package func allocatedItems(_ list: Ref) -> Int {
        if case .list(let value) = self[list].value { return value.allocated }
        return 0
    }

    /// Marks an empty list as one whose items are elsewhere, so that a change shows (Objects/listobject.c,
    /// list_sort_impl).
    package mutating func markUnallocated(_ list: Ref) { _ = withList(list) { $0.allocated = -1 } }

    package func isUnallocated(_ list: Ref) -> Bool { allocatedItems(list) == -1 }

    /// Gives an empty list its items.
    package mutating func setItems(of list: Ref, to items: [Ref], allocated: Int) {
        self[list].value = .list(ListValue(items, allocated: allocated))
        for (index, item) in items.enumerated() { settle(item, .slot(list, .item(index))) }
    }

    // MARK: - Tuples that an iterator hands out again

    /// A tuple of so many Nones, which hides what it refers to until something holds it; the caller owns it.
    package mutating func makePlaceholder(_ count: Int) -> Ref {
        let ref = makeTuple((0..<count).map { _ in makeNone() }, isConstant: true)
        self[ref].flags.insert(.handedOut)
        return ref
    }

    /// Puts other items into a tuple; all are there before the old ones go.
    package mutating func replaceItems(of tuple: Ref, with values: [Ref]) {
        guard case .tuple(let old) = self[tuple].value else { return }
        self[tuple].value = .tuple(values)
        track(tuple)
        guard self[tuple].flags.contains(.showsReferences) else {
            for item in old { release(item) }
            return
        }
        for (index, value) in values.enumerated() { settle(value, .slot(tuple, .item(index))) }
        for (index, item) in old.enumerated() { drop(item, .slot(tuple, .item(index))) }
    }

    package mutating func setItem(ofTuple tuple: Ref, at index: Int, to value: Ref) {
        guard case .tuple(var items) = self[tuple].value else { return }
        let old = items[index]
        items[index] = value
        self[tuple].value = .tuple(items)
        track(tuple)
        guard self[tuple].flags.contains(.showsReferences) else {
            release(old)
            return
        }
        settle(value, .slot(tuple, .item(index)))
        drop(old, .slot(tuple, .item(index)))
    }
}
