/// The table of a dict before dicts were ordered (Objects/dictobject.c of 2.7 and 3.5): each entry lies where its hash
/// leads, and the order of the table is the order of the dict.
///
/// An entry is known by a number of the caller's; where two have one hash, the caller has found out that their keys
/// differ.
struct OpenTable: Sendable {
    private struct Slot: Sendable {
        var hash = 0
        /// The number of the entry.
        var entry: Int32 = OpenTable.free
    }

    private static let free: Int32 = -1
    private static let removed: Int32 = -2
    /// PyDict_MINSIZE.
    private static let smallest = 8
    private static let perturbShift: UInt = 5

    /// Whether a table that is full grows before the next entry and not after the last one (insertdict, from 3.3 on).
    private let growsFirst: Bool

    init(growsFirst: Bool) { self.growsFirst = growsFirst }

    private var slots = [Slot](repeating: Slot(), count: OpenTable.smallest)
    private var count = 0
    /// How many slots hold an entry or the trace of one.
    private var fill = 0

    /// How many slots there are.
    var size: Int { slots.count }

    /// The entries in the order of the table.
    var entries: [Int] { slots.compactMap { $0.entry >= 0 ? Int($0.entry) : nil } }

    /// The entry in a slot, nil where there is none.
    func entry(at slot: Int) -> Int? {
        slots.indices.contains(slot) && slots[slot].entry >= 0 ? Int(slots[slot].entry) : nil
    }

    /// Puts in an entry that is not there yet (insertdict, dict_set_item_by_hash_or_entry): the first trace of a removed
    /// one on its way takes it, or else the free slot at the end; then the table grows where two thirds are in use.
    mutating func insert(_ entry: Int, hash: Int) {
        if growsFirst {
            if fill >= capacity { resize(above: count * 2 + slots.count / 2) }
            put(entry, hash: hash)
            return
        }
        put(entry, hash: hash)
        if fill * 3 >= slots.count * 2 { resize(above: (count > 50000 ? 2 : 4) * count) }
    }

    private mutating func put(_ entry: Int, hash: Int) {
        let mask = UInt(slots.count - 1)
        var perturb = UInt(bitPattern: hash)
        var place = perturb & mask
        var trace: Int?
        while slots[Int(place & mask)].entry != OpenTable.free {
            if slots[Int(place & mask)].entry == OpenTable.removed, trace == nil { trace = Int(place & mask) }
            place = place &* 5 &+ perturb &+ 1
            perturb >>= OpenTable.perturbShift
        }
        if trace == nil { fill += 1 }
        slots[trace ?? Int(place & mask)] = Slot(hash: hash, entry: Int32(entry))
        count += 1
    }

    /// Takes an entry out; its slot keeps the hash.
    mutating func remove(_ entry: Int) {
        guard let slot = slots.firstIndex(where: { $0.entry == Int32(entry) }) else { return }
        slots[slot].entry = OpenTable.removed
        count -= 1
    }

    /// The entry that `popitem` takes: that of the first slot, or else, where it has none, its hash tells where to
    /// search (dict_popitem).
    mutating func removeNext() -> Int? {
        guard count > 0 else { return nil }
        var slot = 0
        if slots[0].entry < 0 {
            slot = slots[0].hash
            if slot >= slots.count || slot < 1 { slot = 1 }
            while slots[slot].entry < 0 { slot = slot == slots.count - 1 ? 1 : slot + 1 }
        }
        let entry = Int(slots[slot].entry)
        remove(entry)
        slots[0].hash = slot + 1
        return entry
    }

    /// How many slots of a table that grows first can be in use (USABLE_FRACTION).
    private var capacity: Int { (slots.count * 2 + 1) / 3 }

    /// Makes room for so many entries more, as taking over those of another dict does (PyDict_Merge).
    mutating func reserve(_ more: Int) {
        if growsFirst {
            if (capacity - fill) * 3 < more * 2 { resize(above: (count + more) * 2) }
            return
        }
        if (fill + more) * 3 >= slots.count * 2 { resize(above: (count + more) * 2) }
    }

    /// Makes a new table large enough for a display of so many entries (_PyDict_NewPresized).
    mutating func presize(_ wanted: Int) {
        if wanted > 5 || growsFirst { resize(above: wanted) }
    }

    /// dictresize: the smallest table that is larger than this.
    private mutating func resize(above wanted: Int) {
        var size = OpenTable.smallest
        while size <= wanted { size *= 2 }
        if size == OpenTable.smallest, slots.count == size, fill == count { return }
        let old = slots
        slots = [Slot](repeating: Slot(), count: size)
        (count, fill) = (0, 0)
        for slot in old where slot.entry >= 0 { put(Int(slot.entry), hash: slot.hash) }
    }

    /// A new table with the same entries (PyDict_Copy).
    ///
    /// - Parameter hashes: the hash of each entry, by its number.
    func copied(_ hashes: [Int]) -> OpenTable {
        var copy = OpenTable(growsFirst: growsFirst)
        copy.reserve(count)
        for entry in entries { copy.put(entry, hash: hashes[entry]) }
        return copy
    }

    /// Gives the entries other numbers.
    mutating func renumber(_ numbers: [Int]) {
        for slot in slots.indices where slots[slot].entry >= 0 {
            slots[slot].entry = Int32(numbers[Int(slots[slot].entry)])
        }
    }
}
