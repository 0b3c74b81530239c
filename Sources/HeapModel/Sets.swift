// Changes of sets, with every count kept. Keys come in as references that the caller owns, and go out so.
extension Heap {
    package func setTable(_ set: Ref) -> SetTable {
        if case .set(let table) = self[set].value { return table }
        return SetTable(facts.setRules)
    }

    /// Whether an object is a set or a frozenset.
    package func isSet(_ ref: Ref) -> Bool {
        if case .set = self[ref].value { return true }
        return false
    }

    /// Runs `body` on the set's storage without copying it.
    private mutating func withSet<Result>(_ set: Ref, _ body: (inout SetTable) -> Result) -> Result? {
        guard case .set(var table) = self[set].value else { return nil }
        self[set].value = .none
        defer { self[set].value = .set(table) }
        return body(&table)
    }

    /// The slot of a key.
    package func findMember(_ set: Ref, _ key: Ref, hash: Int) -> Int? {
        guard case .set(let table) = self[set].value else { return nil }
        return table.find(hash: hash) { $0 == key || areEqual($0, key) }
    }

    /// Adds a key that is not there yet.
    package mutating func insertMember(_ key: Ref, into set: Ref, hash: Int) {
        _ = withSet(set) { $0.insert(hash: hash, key: key) }
        settle(key, .slot(set, .member(key)))
    }

    /// Takes a key out of a slot; the caller owns the reference.
    package mutating func removeMember(of set: Ref, at place: Int) -> Ref {
        let key = setTable(set).slots[place].key
        unsettle(key, .slot(set, .member(key)))
        _ = withSet(set) { $0.remove(at: place) }
        return key
    }

    /// Takes out the next key that `set.pop` finds; the caller owns the reference. Nil where there is none.
    package mutating func popMember(of set: Ref) -> Ref? {
        guard let popped = withSet(set, { $0.pop() }), let key = popped else { return nil }
        unsettle(key, .slot(set, .member(key)))
        return key
    }

    /// Starts to merge a set into another one (set_merge_internal): makes room, and where the other one is empty fills
    /// it at once.
    ///
    /// - Returns: false where the keys have still to be added one by one.
    package mutating func fill(_ set: Ref, from source: SetTable) -> Bool {
        let isFilled = withSet(set) { table in
            table.reserve(source.count)
            return table.fillWhereEmpty(from: source)
        }
        guard isFilled == true else { return false }
        for slot in source.live {
            retain(slot.key)
            settle(slot.key, .slot(set, .member(slot.key)))
        }
        return true
    }

    /// Makes room for so many keys that are about to be added.
    package mutating func reserve(_ more: Int, in set: Ref) { _ = withSet(set) { $0.reserve(more) } }

    /// Gets rid of the traces that removed keys have left, where they are many.
    package mutating func purgeSet(_ set: Ref) { _ = withSet(set) { $0.purge() } }

    /// Empties a set; the keys go in the order of the table (set_clear_internal).
    package mutating func clearSet(_ set: Ref) {
        let old = setTable(set)
        self[set].value = .set(old.replaced(by: SetTable(facts.setRules)))
        for slot in old.live { drop(slot.key, .slot(set, .member(slot.key))) }
    }

    /// Exchanges what two sets hold, as `&=` does with its result (set_swap_bodies).
    package mutating func swapSets(_ first: Ref, _ second: Ref) {
        let (a, b) = (setTable(first), setTable(second))
        for slot in a.live { unsettle(slot.key, .slot(first, .member(slot.key))) }
        for slot in b.live { unsettle(slot.key, .slot(second, .member(slot.key))) }
        self[first].value = .set(a.replaced(by: b))
        self[second].value = .set(b.replaced(by: a))
        for slot in b.live { settle(slot.key, .slot(first, .member(slot.key))) }
        for slot in a.live { settle(slot.key, .slot(second, .member(slot.key))) }
    }

    /// A set or frozenset without keys.
    package mutating func makeSet(_ type: BuiltinType, memory: MemorySource = .freeList) -> Ref {
        allocate(.set(SetTable(facts.setRules)), type, memory: memory)
    }

    /// A constant frozenset, which hides what it refers to until it is named.
    ///
    /// CPython fills one in the order of the display and then another in the order of the first
    /// (Python/compile.c, merge_consts_recursive); and where an item becomes another object because its text is
    /// interned already, a third one in the order of the second (Objects/codeobject.c, intern_constants).
    ///
    /// Before 3.8 one is filled in the order of the display, and that is all.
    ///
    /// - Parameter isInterned: whether a text was interned before the constants of the code were.
    package mutating func makeConstantSet(
        _ keys: [Ref], memory: MemorySource = .freeList, isInterned: (String) -> Bool
    ) -> Ref {
        let ref = makeSet(.frozenset, memory: memory)
        self[ref].flags.remove(.showsReferences)
        for key in keys {
            guard let hash = hash(key), findMember(ref, key, hash: hash) == nil else {
                release(key)
                continue
            }
            _ = withSet(ref) { $0.insert(hash: hash, key: key) }
        }
        guard facts.sharesConstantsBetweenCode else { return ref }
        let changes = setTable(ref).live.contains { slot in
            if case .string(let text) = self[slot.key].value { return isInterned(text) }
            return false
        }
        for _ in 0..<(changes ? 2 : 1) {
            var rebuilt = SetTable(facts.setRules)
            for slot in setTable(ref).live { rebuilt.insert(hash: slot.hash, key: slot.key) }
            self[ref].value = .set(rebuilt)
        }
        return ref
    }
}
