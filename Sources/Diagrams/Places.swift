import Timelines

/// Which line of its panel or card a name or slot stands on, the same in every picture.
struct Places {
    /// A slot among those of its object.
    struct SlotKey: Hashable {
        let kind: Slot.Kind
        let key: String
        /// Tells the elements of a set, or the keys of a dict, apart.
        let occurrence: Int
    }

    /// The slots of one card.
    struct CardPlaces {
        /// The line of each slot; nil where more slots come and go than there are lines, and they stand in the order in
        /// which the object has them.
        let lines: [SlotKey: Int]?
        /// How many lines the card has, a last one for what does not fit included.
        let count: Int
    }

    /// A frame with all the names it ever shows.
    struct FramePlaces {
        let id: FrameID
        let kind: Frame.Kind
        let name: String
        var names: [String]
    }

    /// The frames in the order in which they were entered.
    private(set) var frames: [FramePlaces] = []
    private var cards: [ObjectID: CardPlaces] = [:]
    private let cast: Cast
    private let rowLimit: Int

    init(cast: Cast, moments: [Moment], rowLimit: Int) {
        self.cast = cast
        self.rowLimit = rowLimit
        var keys: [ObjectID: [SlotKey]] = [:]
        var most: [ObjectID: Int] = [:]
        var known: Set<KeyOfObject> = []
        for moment in moments {
            for frame in moment.after.frames { add(frame) }
            for object in moment.after.objects where cast.role(of: object.id) == .card {
                let slots = visibleSlots(of: object)
                most[object.id] = max(most[object.id] ?? 0, slots.count)
                for slot in slots where known.insert(KeyOfObject(object: object.id, key: slot.key)).inserted {
                    keys[object.id, default: []].append(slot.key)
                }
            }
        }
        for (id, keys) in keys {
            let fits = keys.count <= rowLimit
            let lines = fits ? Dictionary(uniqueKeysWithValues: zip(keys, keys.indices)) : nil
            cards[id] = CardPlaces(lines: lines, count: fits ? keys.count : min(most[id] ?? 0, rowLimit))
        }
        if frames.count > 1 { frames.removeAll { $0.kind == .module && $0.names.isEmpty } }
        frames.sort { $0.id < $1.id }
    }

    private struct KeyOfObject: Hashable {
        let object: ObjectID
        let key: SlotKey
    }

    private mutating func add(_ frame: Frame) {
        let index =
            frames.firstIndex { $0.id == frame.id }
            ?? {
                frames.append(FramePlaces(id: frame.id, kind: frame.kind, name: frame.name, names: []))
                return frames.count - 1
            }()
        for name in frame.names where cast.role(of: name.object) != .absent && !frames[index].names.contains(name.name)
        {
            frames[index].names.append(name.name)
        }
    }

    /// The lines of a card; none where the object never has a slot to show.
    func card(_ id: ObjectID) -> CardPlaces { cards[id] ?? CardPlaces(lines: [:], count: 0) }

    /// The line of a name in its frame's panel.
    func line(of name: String, in frame: FrameID) -> Int? {
        frames.first { $0.id == frame }?.names.firstIndex(of: name)
    }

    /// The slots of an object that a card shows: a dict's key stands with its value unless it has a card of its own;
    /// functions and classes show only what they refer to by an arrow.
    func visibleSlots(of object: HeapObject) -> [(key: SlotKey, slot: Slot)] {
        var seen: [SlotKey: Int] = [:]
        let showsOnlyCards = object.type == "function" || object.type == "type"
        return object.slots.compactMap { slot in
            let role = cast.role(of: slot.object)
            if role != .card, slot.kind == .key || showsOnlyCards { return nil }
            let plain = SlotKey(kind: slot.kind, key: slot.key, occurrence: 0)
            let occurrence = seen[plain, default: 0]
            seen[plain] = occurrence + 1
            return (SlotKey(kind: slot.kind, key: slot.key, occurrence: occurrence), slot)
        }
    }

    /// The slots of an object with their lines, and those that have none; a dict's key and its value are not parted.
    func lines(of object: HeapObject) -> (shown: [(place: Int, slot: Slot)], cut: [Slot]) {
        let slots = visibleSlots(of: object)
        let places = card(object.id)
        if let lines = places.lines {
            return (slots.compactMap { slot in lines[slot.key].map { ($0, slot.slot) } }, [])
        }
        var room = slots.count > places.count ? places.count - 1 : slots.count
        if room < slots.count, room > 0, slots[room - 1].slot.kind == .key { room -= 1 }
        return (slots.prefix(room).enumerated().map { ($0, $1.slot) }, slots.dropFirst(room).map(\.slot))
    }
}
