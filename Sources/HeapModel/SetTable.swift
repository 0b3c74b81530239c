/// The table of a set or frozenset, slot by slot as CPython lays it out, so that a program sees its items in CPython's
/// order (Objects/setobject.c).
///
/// The table never compares keys itself: equality is the program's matter, so the caller says which key is meant.
package struct SetTable: Sendable {
    package struct Slot: Sendable {
        package var hash: Int
        /// Null where the slot is free or its key was removed.
        package var key: Ref

        package init(hash: Int, key: Ref) {
            self.hash = hash
            self.key = key
        }

        static let free = Slot(hash: 0, key: .null)

        /// What a removed key leaves behind, so that a search goes on past it.
        fileprivate static let removed = Ref(-2)

        var isFree: Bool { key == .null }
    }

    /// PySet_MINSIZE.
    private static let smallest = 8
    /// LINEAR_PROBES: how many neighbours are looked at before the next jump.
    private static let linearProbes = 9
    private static let perturbShift: UInt = 5

    private let rules: SetRules
    package private(set) var slots = [Slot](repeating: .free, count: SetTable.smallest)
    /// How many keys there are.
    package private(set) var count = 0
    /// How many slots hold a key or the trace of one.
    private(set) var fill = 0
    /// Where `pop` goes on searching.
    private var finger = 0

    package init(_ rules: SetRules) { self.rules = rules }

    /// The keys that are there, in the order of the table.
    package var live: [Slot] { slots.filter { !$0.key.isNull } }

    private var mask: UInt { UInt(slots.count - 1) }

    /// The slots that a hash leads to, one after the other, until `visit` returns true.
    @inline(__always)
    private func probe(_ hash: Int, _ visit: (Int) -> Bool) {
        if rules == .old {
            probeWithoutNeighbours(hash, visit)
            return
        }
        var perturb = UInt(bitPattern: hash)
        var start = perturb & mask
        while true {
            let neighbours = start + UInt(SetTable.linearProbes) <= mask ? SetTable.linearProbes : 0
            for place in Int(start)...Int(start) + neighbours where visit(place) { return }
            perturb >>= SetTable.perturbShift
            start = (start &* 5 &+ 1 &+ perturb) & mask
        }
    }

    /// set_lookkey of 2.7, where the jumps are not cut to the size of the table and the hash takes part in the first one
    /// as it is.
    private func probeWithoutNeighbours(_ hash: Int, _ visit: (Int) -> Bool) {
        var perturb = UInt(bitPattern: hash)
        var place = perturb & mask
        while !visit(Int(place & mask)) {
            place = place &* 5 &+ perturb &+ 1
            perturb >>= SetTable.perturbShift
        }
    }

    /// The slot of the key with this hash for which `matches` holds (set_lookkey).
    package func find(hash: Int, _ matches: (Ref) -> Bool) -> Int? {
        var found: Int?
        probe(hash) { place in
            let slot = slots[place]
            if slot.isFree { return true }
            guard slot.hash == hash, !slot.key.isNull, matches(slot.key) else { return false }
            found = place
            return true
        }
        return found
    }

    /// The slots on the way of a hash whose keys have it, in the order of the search.
    package func places(hash: Int) -> [Int] {
        var found: [Int] = []
        probe(hash) { place in
            if slots[place].hash == hash, !slots[place].key.isNull { found.append(place) }
            return slots[place].isFree
        }
        return found
    }

    /// Puts in a key that is not there yet (set_add_entry): the last trace of a removed key on the way to a free slot
    /// takes it, or as the rules say, or else the free slot; then the table grows where too much of it is in use.
    package mutating func insert(hash: Int, key: Ref) {
        var target = 0
        var reusesTrace = false
        probe(hash) { place in
            if slots[place].isFree {
                if !reusesTrace { target = place }
                return true
            }
            if slots[place].key.isNull, rules.reuses(after: reusesTrace) {
                target = place
                reusesTrace = true
            }
            return false
        }
        slots[target] = Slot(hash: hash, key: key)
        count += 1
        if reusesTrace, rules != .old { return }
        if !reusesTrace { fill += 1 }
        if rules.isFull(fill, mask: Int(mask)) { resize(above: grownSize) }
    }

    /// Takes the key out of a slot.
    package mutating func remove(at place: Int) {
        // 2.7 leaves the hash where it is.
        slots[place] = Slot(hash: rules == .old ? slots[place].hash : -1, key: Slot.removed)
        count -= 1
    }

    /// Takes out the key that `pop` finds next; nil where there is none.
    package mutating func pop() -> Ref? {
        guard count > 0 else { return nil }
        if rules == .old { return popBesideFirst() }
        var place = finger & Int(mask)
        while slots[place].key.isNull { place = place == Int(mask) ? 0 : place + 1 }
        let key = slots[place].key
        remove(at: place)
        finger = place + 1
        return key
    }

    /// set_pop of 2.7: the first slot, or else, where that has no key, its hash tells where to search.
    private mutating func popBesideFirst() -> Ref? {
        var place = 0
        if slots[0].key.isNull {
            place = slots[0].hash
            if place > Int(mask) || place < 1 { place = 1 }
            while slots[place].key.isNull { place = place == Int(mask) ? 1 : place + 1 }
        }
        let key = slots[place].key
        remove(at: place)
        slots[0].hash = place + 1
        return key
    }

    /// The same keys as another table, while the search of `pop` goes on where it was (set_swap_bodies and
    /// set_clear_internal leave the finger alone).
    package func replaced(by other: SetTable) -> SetTable {
        var result = other
        result.finger = finger
        return result
    }

    /// Makes room for so many keys more at once, as merging does (set_merge_internal).
    package mutating func reserve(_ more: Int) {
        if rules.isFull(fill + more, mask: Int(mask)) { resize(above: (count + more) * 2) }
    }

    /// Fills an empty table with the keys of another one. Where both are of one size and nothing was removed from the
    /// other, the slots are copied as they are.
    ///
    /// - Returns: false where the table is not empty and nothing was done.
    package mutating func fillWhereEmpty(from other: SetTable) -> Bool {
        guard fill == 0, rules != .old else { return false }
        if slots.count == other.slots.count, other.fill == other.count {
            slots = other.slots
        } else {
            for slot in other.live { insertClean(hash: slot.hash, key: slot.key) }
        }
        fill = other.count
        count = other.count
        return true
    }

    /// Rebuilds the table where more than a quarter of it are traces of removed keys.
    package mutating func purge() {
        if rules.hasManyTraces(fill - count, mask: Int(mask)) { resize(above: grownSize) }
    }

    private var grownSize: Int { count > 50000 ? count * 2 : count * 4 }

    /// set_insert_clean: into a table without traces.
    private mutating func insertClean(hash: Int, key: Ref) {
        var target = 0
        probe(hash) { place in
            target = place
            return slots[place].key.isNull
        }
        slots[target] = Slot(hash: hash, key: key)
    }

    /// set_table_resize: the smallest table that is larger than this.
    private mutating func resize(above wanted: Int) {
        var size = SetTable.smallest
        while size <= wanted { size *= 2 }
        if size == SetTable.smallest, slots.count == size, fill == count { return }
        let old = live
        slots = [Slot](repeating: .free, count: size)
        for slot in old { insertClean(hash: slot.hash, key: slot.key) }
        fill = count
    }
}
