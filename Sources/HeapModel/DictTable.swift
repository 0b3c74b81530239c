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
    package private(set) var count = 0
    /// Places in `entries` plus one, by hash; 0 is free. A power of two long, and empty where the entries are so few
    /// that they are looked through.
    private var buckets: [Int32] = []

    /// PyDict_MINSIZE.
    private static let smallest = 8

    package init() {}

    /// The entries that are there, in order, with their places.
    package var live: [(place: Int, entry: Entry)] {
        entries.enumerated().compactMap { place, entry in entry.key.isNull ? nil : (place, entry) }
    }

    package subscript(place: Int) -> Entry? {
        place < entries.count && !entries[place].key.isNull ? entries[place] : nil
    }

    /// The place of the entry with this hash for which `matches` holds.
    package func find(hash: Int, _ matches: (Ref) -> Bool) -> Int? {
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
    package mutating func append(hash: Int, key: Ref, value: Ref) -> Int {
        if (entries.count + 1) * 3 > max(buckets.count, DictTable.smallest) * 2 { rebuild() }
        entries.append(Entry(hash: hash, key: key, value: value))
        count += 1
        if !buckets.isEmpty { insertBucket(entries.count - 1, hash) }
        return entries.count - 1
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
        return entry
    }

    /// Closes the gaps and makes room; places change.
    private mutating func rebuild() {
        entries.removeAll { $0.key.isNull }
        var size = DictTable.smallest
        while size * 2 < (entries.count + 1) * 4 { size *= 2 }
        guard size > DictTable.smallest else {
            buckets = []
            return
        }
        buckets = [Int32](repeating: 0, count: size)
        for (place, entry) in entries.enumerated() { insertBucket(place, entry.hash) }
    }

    private mutating func insertBucket(_ place: Int, _ hash: Int) {
        let mask = buckets.count - 1
        var bucket = DictTable.spread(hash) & mask
        while buckets[bucket] != 0 { bucket = (bucket + 1) & mask }
        buckets[bucket] = Int32(place + 1)
    }

    private static func spread(_ hash: Int) -> Int {
        let mixed = UInt(bitPattern: hash) &* 0x9E37_79B9_7F4A_7C15
        return Int(truncatingIfNeeded: mixed >> 20)
    }
}
