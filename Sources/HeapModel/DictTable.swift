/// A dict's entries in insertion order, found by hash.
///
/// The table never compares keys itself: equality is the program's matter, so the caller says which entry is meant.
package struct DictTable: Sendable {
    package struct Entry: Sendable {
        package var hash: Int
        /// Null where the entry was removed.
        package var key: Ref
        package var value: Ref
    }

    /// Entries in insertion order, those that were removed included.
    package private(set) var entries: [Entry] = []
    private var liveEntries: Int32 = 0
    /// How much room CPython's own table has.
    var room: KeyRoom
    private var index: Index

    /// How many entries there are.
    package private(set) var count: Int {
        get { Int(liveEntries) }
        set { liveEntries = Int32(clamping: newValue) }
    }

    /// How entries are found, and their order; one word, so that the record of an object stays small.
    private enum Index: Sendable {
        /// In the order of insertion.
        case ordered([Int32])
        /// In the order of a table.
        indirect case laidOut([Int32], OpenTable)
    }

    /// Places in `entries` plus one, by hash; 0 is free. A power of two long, and empty where the entries are so few
    /// that they are looked through.
    private var buckets: [Int32] {
        switch index {
        case .ordered(let buckets), .laidOut(let buckets, _): buckets
        }
    }

    /// What the order of the entries is where it is not that of insertion.
    private var layout: OpenTable? {
        if case .laidOut(_, let table) = index { return table }
        return nil
    }

    /// Changes the places by hash without copying them.
    private mutating func withBuckets(_ change: (inout [Int32]) -> Void) {
        switch index {
        case .ordered(var buckets):
            index = .ordered([])
            change(&buckets)
            index = .ordered(buckets)
        case .laidOut(var buckets, let table):
            index = .ordered([])
            change(&buckets)
            index = .laidOut(buckets, table)
        }
    }

    /// Changes the table of a dict that has one.
    private mutating func withLayout(_ change: (inout OpenTable) -> Void) {
        guard case .laidOut(let buckets, var table) = index else { return }
        index = .ordered([])
        change(&table)
        index = .laidOut(buckets, table)
    }

    /// PyDict_MINSIZE.
    private static let smallest = 8

    package init(isOrdered: Bool = true, room: KeyRoom = KeyRoom(.roundedByKind)) {
        index = isOrdered ? .ordered([]) : .laidOut([], OpenTable(growsFirst: room.growth == .inPlace))
        self.room = room
    }

    /// How many slots the table of a dict without order has.
    var slotCount: Int { layout?.size ?? 0 }

    /// The entries that are there, in order, with their places.
    package var live: [(place: Int, entry: Entry)] {
        if let table = layout { return table.entries.map { ($0, entries[$0]) } }
        return entries.enumerated().compactMap { place, entry in entry.key.isNull ? nil : (place, entry) }
    }

    package subscript(place: Int) -> Entry? {
        entries.indices.contains(place) && !entries[place].key.isNull ? entries[place] : nil
    }

    /// The entry that an iterator finds from a position on, and the position behind it. Positions are places, or slots
    /// of the table of a dict without order.
    package func entry(from position: Int, by step: Int) -> (entry: Entry, next: Int)? {
        var position = position
        guard let table = layout else {
            while entries.indices.contains(position), entries[position].key.isNull { position += step }
            return entries.indices.contains(position) ? (entries[position], position + step) : nil
        }
        while position < table.size, table.entry(at: position) == nil { position += step }
        return table.entry(at: position).map { (entries[$0], position + step) }
    }

    /// The place of the entry that `popitem` takes, which the caller has to remove.
    package mutating func nextToPop() -> Int? {
        guard layout != nil else { return entries.lastIndex { !$0.key.isNull } }
        var place: Int?
        withLayout { place = $0.removeNext() }
        return place
    }

    /// Makes room for the entries of another dict, as taking them over does (dict_merge).
    package mutating func reserve(for other: DictTable) {
        withLayout { $0.reserve(other.count) }
        guard layout == nil, let wanted = room.wanted(toMerge: other, into: self) else { return }
        room = wanted
        rebuild()
    }

    /// Makes an empty dict as large as a display of so many entries asks for (_PyDict_NewPresized).
    package mutating func presize(_ wanted: Int, isText: Bool = true) {
        withLayout { $0.presize(wanted) }
        guard layout == nil, wanted > KeyRoom.leastCapacity else { return }
        room.presize(wanted)
        room.isGeneral = !isText
        rebuild()
    }

    /// Takes the room that the table of a dict has which this one is a copy of (clone_combined_dict_keys).
    mutating func copyRoom(of other: DictTable) {
        guard layout == nil, entries.isEmpty else { return }
        room = other.room
        room.isSplit = false
        rebuild()
    }

    /// Leaves the table without a place for a key, as `clear` does.
    mutating func forgetRoom() { room.places = 0 }

    /// The place of the entry with this hash for which `matches` holds.
    package func find(hash: Int, _ matches: (Ref) -> Bool) -> Int? {
        let buckets = buckets
        guard !buckets.isEmpty else {
            for place in entries.indices where isCandidate(place, hash) && matches(entries[place].key) { return place }
            return nil
        }
        let mask = buckets.count - 1
        var bucket = DictTable.spread(hash) & mask
        while buckets[bucket] != 0 {
            let place = Int(buckets[bucket]) - 1
            if isCandidate(place, hash), matches(entries[place].key) { return place }
            bucket = (bucket + 1) & mask
        }
        return nil
    }

    /// Whether there is an entry with this hash.
    package func hasEntry(hash: Int) -> Bool { find(hash: hash) { _ in true } != nil }

    private func isCandidate(_ place: Int, _ hash: Int) -> Bool {
        entries[place].hash == hash && !entries[place].key.isNull
    }

    /// The places of all entries with this hash, in the order in which a search meets them.
    package func places(hash: Int) -> [Int] {
        let buckets = buckets
        guard !buckets.isEmpty else { return entries.indices.filter { isCandidate($0, hash) } }
        var places: [Int] = []
        let mask = buckets.count - 1
        var bucket = DictTable.spread(hash) & mask
        while buckets[bucket] != 0 {
            let place = Int(buckets[bucket]) - 1
            if isCandidate(place, hash) { places.append(place) }
            bucket = (bucket + 1) & mask
        }
        return places
    }

    /// Appends an entry whose key is not there yet; returns its place.
    @discardableResult
    package mutating func append(hash: Int, key: Ref, value: Ref, isText: Bool) -> Int {
        if layout != nil {
            if !room.exists { room.places = KeyRoom.least }
            if (entries.count + 1) * 3 > max(buckets.count, DictTable.smallest) * 2 { rebuild() }
        } else if room.makePlace(after: entries.count, live: count, isText: isText) {
            rebuild()
        }
        entries.append(Entry(hash: hash, key: key, value: value))
        count += 1
        if !buckets.isEmpty { insertBucket(entries.count - 1, hash) }
        let place = entries.count - 1
        withLayout { $0.insert(place, hash: hash) }
        return place
    }

    /// Puts another value at a place and returns the old one.
    package mutating func replaceValue(at place: Int, with value: Ref) -> Ref? {
        guard !entries[place].key.isNull else { return nil }
        let old = entries[place].value
        entries[place].value = value
        return old
    }

    package mutating func remove(at place: Int) -> Entry? {
        let entry = entries[place]
        guard !entry.key.isNull else { return nil }
        entries[place].key = .null
        count -= 1
        withLayout { $0.remove(place) }
        return entry
    }

    /// Closes the gaps and makes room; places change.
    private mutating func rebuild() {
        if layout != nil {
            var next = 0
            let numbers = entries.map { entry in
                defer { if !entry.key.isNull { next += 1 } }
                return next
            }
            withLayout { $0.renumber(numbers) }
        }
        entries.removeAll { $0.key.isNull }
        var size = DictTable.smallest
        while size * 2 < (entries.count + 1) * 4 || layout == nil && size < room.places { size *= 2 }
        guard size > DictTable.smallest else {
            withBuckets { $0 = [] }
            return
        }
        withBuckets { $0 = [Int32](repeating: 0, count: size) }
        for (place, entry) in entries.enumerated() { insertBucket(place, entry.hash) }
    }

    private mutating func insertBucket(_ place: Int, _ hash: Int) {
        withBuckets { buckets in
            let mask = buckets.count - 1
            var bucket = DictTable.spread(hash) & mask
            while buckets[bucket] != 0 { bucket = (bucket + 1) & mask }
            buckets[bucket] = Int32(place + 1)
        }
    }

    private static func spread(_ hash: Int) -> Int {
        let mixed = UInt(bitPattern: hash) &* 0x9E37_79B9_7F4A_7C15
        return Int(truncatingIfNeeded: mixed >> 20)
    }
}

extension RuntimeFacts {
    /// The table of an empty dict.
    package var emptyDict: DictTable {
        var room = KeyRoom(growthOfDicts)
        if newDictsHaveATable { room.places = KeyRoom.least }
        return DictTable(isOrdered: dictsAreOrdered, room: room)
    }

    /// The same as `dict` and classes that extend it make it (Objects/dictobject.c, dict_new).
    package var constructedDict: DictTable {
        var table = emptyDict
        if constructedDictsHaveATable { table.room.places = KeyRoom.least }
        return table
    }

    /// Whether a dict without entries has a table of the smallest size (Objects/dictobject.c, PyDict_New, until 3.7), and
    /// whether one has that a call of the class makes (until 3.9).
    var newDictsHaveATable: Bool { !since(3, 8) }
    var constructedDictsHaveATable: Bool { !since(3, 10) }

    /// How dicts grow.
    var growthOfDicts: KeyRoom.Growth {
        if since(3, 11) { return .roundedByKind }
        if since(3, 10) { return .rounded }
        if since(3, 7) { return .triple }
        return since(3, 6) || !since(3, 0) ? .half : .inPlace
    }

    /// Whether dicts and their views can be gone through backwards (from 3.8 on).
    package var dictsCanBeReversed: Bool { since(3, 8) }

    /// Whether dicts keep their entries in the order of insertion (Objects/dictobject.c, from 3.6 on), namespaces too.
    package var dictsAreOrdered: Bool { since(3, 6) }
}
