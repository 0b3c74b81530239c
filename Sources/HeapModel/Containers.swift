// Changes of containers, with every count kept. Values come in as references that the caller owns, and go out so.
extension Heap {
    // MARK: - Lists

    package func listItems(_ list: Ref) -> [Ref] {
        if case .list(let value) = self[list].value { return value.items }
        return []
    }

    /// Runs `body` on the list's storage without copying it.
    mutating func withList<Result>(_ list: Ref, _ body: (inout ListValue) -> Result) -> Result? {
        guard case .list(var value) = self[list].value else { return nil }
        self[list].value = .none
        defer { self[list].value = .list(value) }
        return body(&value)
    }

    package mutating func append(_ value: Ref, to list: Ref) {
        insert(value, into: list, at: listItems(list).count)
    }

    package mutating func insert(_ value: Ref, into list: Ref, at index: Int) {
        let inFours = facts.listsGrowInFours
        _ = withList(list) { storage in
            storage.items.insert(value, at: index)
            storage.allocated = Heap.resize(storage.allocated, to: storage.items.count, inFours: inFours)
        }
        settle(value, .slot(list, .item(index)))
    }

    /// Appends several items at once: the list grows at most once.
    package mutating func extend(_ list: Ref, with values: [Ref]) {
        reserve(values.count, inList: list)
        let first = listItems(list).count
        _ = withList(list) { $0.items.append(contentsOf: values) }
        for (offset, value) in values.enumerated() { settle(value, .slot(list, .item(first + offset))) }
    }

    /// Makes room for so many items more: an empty list gets what it needs, to the next even number
    /// (Objects/listobject.c, list_extend and list_preallocate_exact).
    ///
    /// - Parameter isExact: whether an empty list does; it grows as usual otherwise.
    package mutating func reserve(_ more: Int, inList list: Ref, isExact: Bool = true) {
        guard more > 0 else { return }
        let inFours = facts.listsGrowInFours
        let isExact = isExact && facts.emptyListsGrowExactly
        _ = withList(list) { storage in
            storage.allocated =
                storage.allocated == 0 && isExact
                ? (more + 1) & ~1
                : Heap.resize(storage.allocated, to: storage.items.count + more, by: more, inFours: inFours)
        }
    }

    /// Gives a list that is being made of something with a length just the room that it needs (Objects/listobject.c,
    /// list___init___impl).
    package mutating func reserveExactly(_ count: Int, inList list: Ref) {
        _ = withList(list) { $0.allocated = max($0.allocated, count) }
    }

    /// Appends an item where room was made for it, or else as `append` does.
    package mutating func appendReserved(_ value: Ref, to list: Ref) {
        let place = listItems(list).count
        let inFours = facts.listsGrowInFours
        _ = withList(list) { storage in
            storage.items.append(value)
            if place >= storage.allocated {
                storage.allocated = Heap.resize(storage.allocated, to: place + 1, inFours: inFours)
            }
        }
        settle(value, .slot(list, .item(place)))
    }

    /// Gives back room that was made in vain.
    package mutating func trim(_ list: Ref) {
        let inFours = facts.listsGrowInFours
        _ = withList(list) { storage in
            guard storage.items.count < storage.allocated else { return }
            storage.allocated = Heap.resize(storage.allocated, to: storage.items.count, by: 0, inFours: inFours)
        }
    }

    /// Takes an item out; the caller owns the reference.
    package mutating func removeItem(of list: Ref, at index: Int, by removal: ListRemoval) -> Ref {
        let inFours = facts.listsGrowInFours
        let givesRoomBack = facts.givesRoomBack(removal)
        let removed = withList(list) { storage in
            let item = storage.items.remove(at: index)
            storage.allocated =
                storage.items.isEmpty && givesRoomBack
                ? 0 : Heap.resize(storage.allocated, to: storage.items.count, inFours: inFours)
            return item
        }
        guard let removed else { return .null }
        unsettle(removed, .slot(list, .item(index)))
        return removed
    }

    package mutating func setItem(of list: Ref, at index: Int, to value: Ref) {
        settle(value, .slot(list, .item(index)))
        let old = withList(list) { storage in
            let old = storage.items[index]
            storage.items[index] = value
            return old
        }
        if let old { drop(old, .slot(list, .item(index))) }
    }

    /// Objects/listobject.c, list_resize: how many items are allocated for when the length changes. A list that grows
    /// by more than the usual reserve gets just what it needs, in fours.
    ///
    /// Until 3.8 a list that grows gets an eighth more and a few.
    static func resize(_ allocated: Int, to count: Int, by growth: Int = 1, inFours: Bool) -> Int {
        if allocated >= count, count >= allocated >> 1 { return allocated }
        if count == 0 { return 0 }
        if !inFours { return count + count >> 3 + (count < 9 ? 3 : 6) }
        let wanted = (count + count >> 3 + 6) & ~3
        return growth > wanted - count ? (count + 3) & ~3 : wanted
    }

    /// Empties a list; the items go from the last to the first (Objects/listobject.c, _list_clear).
    package mutating func clearList(_ list: Ref) {
        let items = listItems(list)
        self[list].value = .list(ListValue([]))
        for (index, item) in items.enumerated().reversed() { drop(item, .slot(list, .item(index))) }
    }

    /// Turns the order round; no count changes.
    package mutating func reverseList(_ list: Ref) {
        _ = withList(list) { $0.items.reverse() }
    }

    // MARK: - Dicts

    package func dictTable(_ dict: Ref) -> DictTable {
        if case .dict(let table) = self[dict].value { return table }
        return facts.emptyDict
    }

    package mutating func findEntry(_ dict: Ref, _ key: Ref, hash: Int) -> Int? {
        guard case .dict(let table) = self[dict].value, table.hasEntry(hash: hash) else { return nil }
        return findEqualEntry(table, key, hash: hash)
    }

    func findEqualEntry(_ table: DictTable, _ key: Ref, hash: Int) -> Int? {
        table.find(hash: hash) { $0 == key } ?? table.find(hash: hash) { areEqual($0, key) }
    }

    /// Sets an entry. Both references are the dict's from now on; a key that is there already is kept and the new one
    /// given back.
    ///
    /// - Parameter place: where the key is already, if it is.
    package mutating func setEntry(of dict: Ref, key: Ref, hash: Int, at place: Int?, to value: Ref) {
        guard case .dict(var table) = self[dict].value else { return }
        if !self[dict].flags.contains(.showsReferences) {
            setAnnotation(of: dict, key: key, hash: hash, to: value)
            return
        }
        if self[dict].flags.contains(.inlineDict), !canLieInline(key, table) { self[dict].flags.remove(.inlineDict) }
        if let place {
            settle(value, .slot(dict, .dictValue(place)))
            self[dict].value = .none
            let old = table.replaceValue(at: place, with: value)
            self[dict].value = .dict(table)
            if let old { drop(old, .slot(dict, .dictValue(place))) }
            release(key)
        } else {
            self[dict].value = .none
            let place = table.append(hash: hash, key: key, value: value, isText: isPlainText(key))
            self[dict].value = .dict(table)
            if !dictOwners.isEmpty { noteKey(key, inDict: dict) }
            settle(key, .slot(dict, .dictKey(place)))
            settle(value, .slot(dict, .dictValue(place)))
        }
        trackDict(dict, holding: key)
        trackDict(dict, holding: value)
    }

    /// Whether an entry with this key can lie in an instance (Objects/dictobject.c, SHARED_KEYS_MAX_SIZE).
    private func canLieInline(_ key: Ref, _ table: DictTable) -> Bool {
        guard case .string = self[key].value else { return false }
        return table.live.count < 30
    }

    /// Takes an entry out; the caller owns both references.
    package mutating func removeEntry(of dict: Ref, at place: Int) -> (key: Ref, value: Ref)? {
        guard case .dict(var table) = self[dict].value else { return nil }
        let keyHolder = table[place].map { _ in Holder.slot(dict, .dictKey(place)) }
        guard let entry = table[place], let keyHolder else { return nil }
        if self[dict].flags.contains(.showsReferences) {
            unsettle(entry.key, keyHolder)
            unsettle(entry.value, .slot(dict, .dictValue(place)))
        }
        self[dict].value = .none
        _ = table.remove(at: place)
        self[dict].value = .dict(table)
        if !dictOwners.isEmpty { noteRemovedKey(ofDict: dict) }
        return (entry.key, entry.value)
    }

    /// The place of the entry that `popitem` takes.
    package mutating func nextToPop(from dict: Ref) -> Int? {
        guard case .dict(var table) = self[dict].value else { return nil }
        defer { self[dict].value = .dict(table) }
        return table.nextToPop()
    }

    /// Makes room for the entries of another dict, which are about to be taken over.
    package mutating func reserve(for other: DictTable, inDict dict: Ref) {
        guard case .dict(var table) = self[dict].value else { return }
        self[dict].value = .none
        table.reserve(for: other)
        self[dict].value = .dict(table)
    }

    /// Makes an empty dict as large as a display of so many entries asks for.
    ///
    /// - Parameter keys: those of the display, as far as they are known.
    package mutating func presize(_ dict: Ref, for count: Int, keys: [Ref] = []) {
        guard case .dict(var table) = self[dict].value else { return }
        table.presize(count, isText: keys.allSatisfy { isPlainText($0) })
        self[dict].value = .dict(table)
    }

    /// Gives a new dict the room of the one whose entries it is about to get by `copy`, where CPython copies the table as it
    /// is (Objects/dictobject.c, PyDict_Copy, from 3.7 on: at least two thirds of its entries are in use).
    package mutating func copyRoom(of other: DictTable, to dict: Ref) {
        guard case .dict(var table) = self[dict].value else { return }
        if facts.copiesTables, other.count > 0, !other.room.isSplit, other.count >= other.entries.count * 2 / 3 {
            table.copyRoom(of: other)
            self[dict].value = .dict(table)
        } else {
            reserve(for: other, inDict: dict)
        }
    }

    /// Whether an object is a text and of no class that extends str.
    func isPlainText(_ ref: Ref) -> Bool {
        if case .string = self[ref].value { return self[ref].type == type(.str) }
        return false
    }

    package mutating func clearDict(_ dict: Ref) {
        for (place, _) in dictTable(dict).live {
            guard let (key, value) = removeEntry(of: dict, at: place) else { continue }
            release(key)
            release(value)
        }
        var table = facts.emptyDict
        table.forgetRoom()
        self[dict].value = .dict(table)
    }

    // MARK: - Iterators

    /// An iterator that has come to its end lets go of what it went through.
    package mutating func finishIterator(_ iterator: Ref) {
        guard case .iterator(var state) = self[iterator].value, !state.source.isNull else { return }
        let source = state.source
        state.source = .null
        self[iterator].value = .iterator(state)
        if self[iterator].flags.contains(.showsReferences) {
            drop(source, .slot(iterator, .source))
        } else {
            release(source)
        }
    }

    // MARK: - Attributes

    package mutating func setAttribute(of owner: Ref, _ name: Symbol, to value: Ref) {
        if name == finalizerName, case .userClass = self[owner].value { definesFinalizers = true }
        if let dict = ownDict(of: owner) {
            setEntry(of: dict, name, to: value)
            return
        }
        if sharing.isOn { noteAttribute(name, of: owner) }
        if case .instance = self[owner].value { countDict(of: owner) }
        let isHidden = hidesAttribute(of: owner, name, value)
        if !isHidden { settle(value, .slot(owner, .attribute(name))) }
        var old: Ref?
        withNamespace(owner) { old = $0.set(name, value) }
        if let old { letGo(old, of: owner, name) }
    }

    private mutating func letGo(_ value: Ref, of owner: Ref, _ name: Symbol) {
        if hidesAttribute(of: owner, name, value) {
            release(value)
        } else {
            drop(value, .slot(owner, .attribute(name)))
        }
    }

    /// Whether no picture shows what the attribute refers to: it belongs to what every class has, or to an exception
    /// that only the interpreter holds.
    func hidesAttribute(of owner: Ref, _ name: Symbol, _ value: Ref) -> Bool {
        if !self[owner].flags.contains(.showsReferences) { return true }
        if internalNames.contains(name), isOfLibrary(owner) { return true }
        if case .userClass = self[owner].value { return isMachinery(name, value) }
        return false
    }

    /// Removes an attribute; false where the object itself has none of that name.
    package mutating func removeAttribute(of owner: Ref, _ name: Symbol) -> Bool {
        if let dict = ownDict(of: owner) { return removeEntry(of: dict, name) }
        if sharing.isOn { noteRemovedAttribute(of: owner, isThere: ownAttribute(owner, name) != nil) }
        var old: Ref?
        let isTraced = !facts.dictsAreOrdered
        withNamespace(owner) { old = $0.remove(name, isTraced: isTraced) }
        guard let old else { return false }
        letGo(old, of: owner, name)
        return true
    }

    mutating func withNamespace(_ owner: Ref, _ body: (inout Namespace) -> Void) {
        switch self[owner].value {
        case .instance(var namespace):
            self[owner].value = .none
            body(&namespace)
            self[owner].value = .instance(namespace)
        case .userClass(var info):
            body(&info.namespace)
            self[owner].value = .userClass(info)
        case .function(var info):
            body(&info.attributes)
            self[owner].value = .function(info)
        case .exception(var info):
            body(&info.attributes)
            self[owner].value = .exception(info)
        default:
            guard isOwnInstance(owner) else { return }
            withParts(of: owner) { body(&$0.attributes) }
        }
    }
}
