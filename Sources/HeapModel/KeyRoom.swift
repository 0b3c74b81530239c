/// How much room CPython's table of a dict has for keys (Objects/dictobject.c). Four bytes, as there are many dicts.
package struct KeyRoom: Sendable {
    /// How much larger a table becomes that is full (GROWTH_RATE), and how a size becomes a power of two.
    package enum Growth: UInt8, Sendable {
        /// To twice the entries and half the places, where the entries lie in the places themselves (3.5).
        case inPlace
        /// To twice the entries and half the places (3.6).
        case half
        /// To three times the entries (3.7 to 3.9).
        case triple
        /// To three times the entries, where a wanted size below eight counts as sixteen and a power of two as the next one
        /// (calculate_log2_keysize, from 3.10 on).
        case rounded
        /// In the same way; and the first key that is no text takes a new table (from 3.11 on).
        case roundedByKind

        var isRounded: Bool { self == .rounded || self == .roundedByKind }
    }

    private var exponent: UInt8 = 0
    let growth: Growth
    /// Whether there has been a key that is no text; entries have their hashes then.
    var isGeneral = false
    /// Whether the keys are those of a class, and the dict has values alone.
    var isSplit = false

    /// PyDict_MINSIZE, and how many entries such a table has.
    static let least = 8
    static let leastCapacity = 5

    init(_ growth: Growth) { self.growth = growth }

    /// How many places there are, a power of two; 0 where there is no table.
    var places: Int {
        get { exponent == 0 ? 0 : 1 << Int(exponent) }
        set { exponent = newValue == 0 ? 0 : UInt8(clamping: newValue.trailingZeroBitCount) }
    }

    var exists: Bool { exponent > 0 }

    /// How many entries fit (USABLE_FRACTION).
    var capacity: Int { (places * 2 + (growth == .inPlace ? 1 : 0)) / 3 }

    /// The table that is large enough for a wanted size.
    func places(for wanted: Int) -> Int {
        if growth.isRounded {
            let bits = UInt(((wanted | KeyRoom.least) - 1) | (KeyRoom.least - 1))
            return 1 << (UInt.bitWidth - bits.leadingZeroBitCount)
        }
        var places = KeyRoom.least
        while growth == .inPlace ? places <= wanted : places < wanted { places *= 2 }
        return places
    }

    private mutating func grow(_ live: Int) {
        let isOld = growth == .inPlace || growth == .half
        places = places(for: isOld ? live * 2 + places / 2 : live * 3)
    }

    /// The size for so many entries (ESTIMATE_SIZE).
    private func placesForEntries(_ count: Int) -> Int {
        places(for: growth.isRounded ? (count * 3 | 1) / 2 : (count * 3 + 1) / 2)
    }

    mutating func presize(_ wanted: Int) { places = placesForEntries(wanted) }

    /// Makes a place for one more key.
    ///
    /// - Parameters:
    ///   - used: how many entries there are, removed ones included.
    ///   - live: how many are left.
    /// - Returns: whether the table is a new one.
    mutating func makePlace(after used: Int, live: Int, isText: Bool) -> Bool {
        if !exists {
            places = KeyRoom.least
            isGeneral = !isText
            return true
        }
        if isSplit, isText, used < capacity { return false }
        let becomesGeneral = !isGeneral && !isText
        guard isSplit || used >= capacity || becomesGeneral && growth == .roundedByKind else {
            if becomesGeneral { isGeneral = true }
            return false
        }
        grow(live)
        isSplit = false
        isGeneral = isGeneral || becomesGeneral
        return true
    }

    /// Grows for the entries of another dict; false where it is large enough.
    private mutating func makeRoom(for other: DictTable, live: Int) -> Bool {
        guard capacity < other.count else { return false }
        places = placesForEntries(live + other.count)
        isGeneral = isGeneral || other.room.isGeneral
        return true
    }

    /// The room that a dict gets before it takes over the entries of another one; nil where it stays as it is.
    func wanted(toMerge other: DictTable, into own: DictTable) -> KeyRoom? {
        guard other.count > 0 else { return nil }
        var room = self
        switch growth {
        case .inPlace, .half:
            guard (capacity - own.entries.count) * 3 < other.count * 2 else { return nil }
            room.places = places(for: (own.count + other.count) * 2)
        case .rounded, .roundedByKind:
            guard own.count > 0 || other.room.isSplit || !other.isTight else {
                room.places = other.room.places
                room.isGeneral = other.room.isGeneral
                break
            }
            guard room.makeRoom(for: other, live: own.count) else { return nil }
        case .triple:
            guard room.makeRoom(for: other, live: own.count) else { return nil }
        }
        room.isSplit = false
        return room
    }
}

extension DictTable {
    /// Whether no entry was removed, and a table of half the size would be too small (dict_merge).
    var isTight: Bool {
        count == entries.count && (room.places <= KeyRoom.least || room.places / 2 * 2 / 3 < count)
    }
}
