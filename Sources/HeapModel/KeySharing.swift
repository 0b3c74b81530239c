/// What classes keep for the names of their instances' attributes, so that the instances' dicts need only hold values
/// (PEP 412; Objects/dictobject.c, _PyObjectDict_SetItem until 3.10, _PyObject_InitializeDict from 3.11 on).
///
/// It decides on sizes and on nothing else. The model keeps attributes without a dict, so that what CPython's dict would
/// look like is kept here beside them.
struct KeySharing: Sendable {
    /// A table of names that dicts share.
    struct Table: Sendable {
        var names: [Symbol] = []
        var room: KeyRoom
        /// How many dicts use it, and the class.
        var users = 1
    }

    /// What a class has for its instances.
    enum OfClass: Sendable {
        /// Until 3.10: a table, by its number.
        case table(Int)
        /// Until 3.10: no table any more, so that each instance has a dict of its own.
        case none
        /// From 3.11 on: the names, and how many more there is room for.
        case names([Symbol], left: Int)
        case unknown
    }

    /// What the dict of an instance is like.
    enum Shape: Sendable {
        /// The names are those of a table or class.
        case split(Int)
        /// The dict has a table of its own, with so many entries used.
        case combined(KeyRoom, used: Int)
    }

    /// Whether it is kept: in versions where classes have one size it is only asked for by some programs.
    var isOn = false
    private(set) var tables: [Table] = []
    var classes: [Ref: OfClass] = [:]
    private(set) var shapes: [Ref: Shape] = [:]

    /// How many names a class keeps from 3.11 on (SHARED_KEYS_MAX_SIZE).
    static let mostNames = 30

    /// What a class has before it has instances.
    mutating func ofClass(_ type: Ref, _ facts: RuntimeFacts) -> OfClass {
        if let known = classes[type] { return known }
        let made: OfClass
        if facts.namesAreOfClass {
            made = .names([], left: KeySharing.mostNames)
        } else {
            var room = KeyRoom(facts.growthOfDicts)
            room.places = facts.leastSharedNames
            tables.append(Table(room: room))
            made = .table(tables.count - 1)
        }
        classes[type] = made
        return made
    }

    /// An instance is made: there is room for one name less as long as there is for more than one.
    mutating func addInstance(of type: Ref, _ facts: RuntimeFacts) {
        if case .names(let names, let left) = ofClass(type, facts), left > 1 {
            classes[type] = .names(names, left: left - 1)
        }
    }

    /// The dict of an instance, made for its first attribute or because the program asked for it.
    mutating func shape(of instance: Ref, type: Ref, _ facts: RuntimeFacts) -> Shape {
        if let known = shapes[instance] { return known }
        let made: Shape
        switch ofClass(type, facts) {
        case .table(let number):
            tables[number].users += 1
            made = .split(number)
        case .names: made = .split(-1)
        case .none, .unknown:
            var room = KeyRoom(facts.growthOfDicts)
            room.places = KeyRoom.least
            made = .combined(room, used: 0)
        }
        shapes[instance] = made
        return made
    }

    /// An instance gets an attribute that it has not had.
    ///
    /// - Parameter names: those that it has.
    mutating func add(_ name: Symbol, to instance: Ref, type: Ref, names: [Symbol], _ facts: RuntimeFacts) {
        switch shape(of: instance, type: type, facts) {
        case .combined(var room, let used):
            let isNew = room.makePlace(after: used, live: names.count, isText: true)
            shapes[instance] = .combined(room, used: (isNew ? names.count : used) + 1)
        case .split where facts.namesAreOfClass: addToClass(name, instance, type, names.count, facts)
        case .split(let number): addToTable(number, name, instance, type, names, facts)
        }
    }

    /// From 3.11 on names come in any order, as long as the class has room for them.
    private mutating func addToClass(
        _ name: Symbol, _ instance: Ref, _ type: Ref, _ count: Int, _ facts: RuntimeFacts
    ) {
        guard case .names(let names, let left) = classes[type], !names.contains(name) else { return }
        if left > 0 {
            classes[type] = .names(names + [name], left: left - 1)
        } else {
            shapes[instance] = combined(count, after: KeyRoom(facts.growthOfDicts))
        }
    }

    /// Until 3.10 an instance shares names as long as it binds them in the order of the table.
    private mutating func addToTable(
        _ number: Int, _ name: Symbol, _ instance: Ref, _ type: Ref, _ names: [Symbol], _ facts: RuntimeFacts
    ) {
        let table = tables[number]
        if let place = table.names.firstIndex(of: name) {
            if place == names.count || !facts.sharedNamesAreInOrder { return }
        } else if names.count == table.names.count || !facts.sharedNamesAreInOrder,
            table.names.count < table.room.capacity
        {
            tables[number].names.append(name)
            return
        }
        tables[number].users -= 1
        guard case .combined(let room, let used) = combined(names.count, after: table.room) else { return }
        shapes[instance] = .combined(room, used: used)
        guard case .table(number) = classes[type] else { return }
        // The class takes the new table where no other instance has the old one (make_keys_shared).
        tables[number].users -= 1
        if tables[number].users == 0 {
            tables.append(Table(names: names + [name], room: room, users: 2))
            classes[type] = .table(tables.count - 1)
            shapes[instance] = .split(tables.count - 1)
        } else {
            classes[type] = OfClass.none
        }
    }

    private func combined(_ live: Int, after old: KeyRoom) -> Shape {
        var room = old
        room.isSplit = true
        _ = room.makePlace(after: room.capacity, live: live, isText: true)
        return .combined(room, used: live + 1)
    }

    /// An instance loses an attribute: until 3.10 it has a dict of its own from then on, and so have all that come later.
    mutating func remove(from instance: Ref, type: Ref, count: Int, _ facts: RuntimeFacts) {
        guard !facts.namesAreOfClass, case .split(let number) = shape(of: instance, type: type, facts) else { return }
        tables[number].users -= 1
        var room = tables[number].room
        room.places = room.places(for: room.places)
        shapes[instance] = .combined(room, used: count)
    }

    /// Until 3.10 a class keeps no names any more when an attribute was deleted, even one that was not there
    /// (_PyObjectDict_SetItem).
    mutating func dropNames(ofClass type: Ref, usedBy instance: Ref, _ facts: RuntimeFacts) {
        guard !facts.namesAreOfClass else { return }
        _ = shape(of: instance, type: type, facts)
        if case .table(let current) = classes[type] {
            tables[current].users -= 1
            classes[type] = OfClass.none
        }
    }

    /// An instance or a class is gone.
    mutating func forget(_ ref: Ref) {
        if case .split(let number) = shapes.removeValue(forKey: ref), number >= 0 { tables[number].users -= 1 }
        classes[ref] = nil
    }
}

extension RuntimeFacts {
    /// How many places the first table of a class has (PyDict_MINSIZE_SPLIT of 3.5), and whether instances leave it that bind
    /// its names in another order (insertdict, from 3.6 on).
    var leastSharedNames: Int { since(3, 6) ? KeyRoom.least : 4 }
    var sharedNamesAreInOrder: Bool { since(3, 6) }

    /// Whether the names of attributes are the class's own, in any order, and values lie in the instance (from 3.11 on).
    var namesAreOfClass: Bool { since(3, 11) }

    /// The table of names of a class from 3.11 on.
    var sizeOfNamesOfClass: Int { sizeOfDictKeys + 64 + 42 * sizeOfTextEntry }
}

// Where the heap tells of attributes, and asks for sizes.
extension Heap {
    /// The class of an instance whose attributes a class keeps the names of.
    private func sharingClass(of owner: Ref) -> Ref? {
        guard sharing.isOn, facts.classesKeepNames, let info = ownClass(of: owner), info.hasDict else { return nil }
        if facts.namesAreOfClass, !managesDict(info) { return nil }
        return typeOf(owner)
    }

    /// Tells the class of a new instance that there is one more.
    package mutating func noteInstance(_ ref: Ref) {
        guard facts.namesAreOfClass, let type = sharingClass(of: ref) else { return }
        sharing.addInstance(of: type, facts)
    }

    mutating func noteAttribute(_ name: Symbol, of owner: Ref) {
        guard let type = sharingClass(of: owner), ownAttribute(owner, name) == nil else { return }
        sharing.add(name, to: owner, type: type, names: ownAttributes(owner).map(\.name), facts)
    }

    /// An attribute is deleted, or is to be and is not there.
    mutating func noteRemovedAttribute(of owner: Ref, isThere: Bool) {
        guard let type = sharingClass(of: owner) else { return }
        if isThere { sharing.remove(from: owner, type: type, count: ownAttributes(owner).count, facts) }
        sharing.dropNames(ofClass: type, usedBy: owner, facts)
    }

    /// A dict that an instance's attributes have become is as large as what was there before.
    mutating func noteDict(_ dict: Ref, of owner: Ref) {
        guard let type = sharingClass(of: owner), case .dict(var table) = self[dict].value else { return }
        switch sharing.shape(of: owner, type: type, facts) {
        case .combined(let room, _): table.room = room
        case .split(let number):
            table.room.places = facts.namesAreOfClass ? 64 : sharing.tables[number].room.places
            table.room.isSplit = true
            dictOwners[dict] = DictOwner(type: type, table: number)
        }
        self[dict].value = .dict(table)
    }

    /// A key was put into some dict: where that has a class's names, the class may get one more.
    mutating func noteKey(_ key: Ref, inDict dict: Ref) {
        guard let owner = dictOwners[dict], dictTable(dict).room.isSplit else { return }
        guard facts.namesAreOfClass, case .string(let text) = self[key].value,
            case .names(let names, let left) = sharing.classes[owner.type], left > 0
        else {
            dictOwners[dict]?.isKnown = false
            sharing.classes[owner.type] = .unknown
            return
        }
        let name = symbols.symbol(text)
        if !names.contains(name) { sharing.classes[owner.type] = .names(names + [name], left: left - 1) }
    }

    mutating func noteRemovedKey(ofDict dict: Ref) {
        guard !facts.namesAreOfClass, let owner = dictOwners[dict], dictTable(dict).room.isSplit else { return }
        dictOwners[dict]?.isKnown = false
        sharing.classes[owner.type] = .unknown
    }

    /// An instance's dict takes the table of another dict over, where that is as if it had just been made (dict_merge, from
    /// 3.7 on): how large it is then is not followed.
    package mutating func forgetDictSize(ofInstance ref: Ref) {
        if let dict = ownDict(of: ref) { dictOwners[dict]?.isKnown = false }
    }

    /// An object is gone.
    mutating func forgetSharing(_ ref: Ref) {
        sharing.forget(ref)
        dictOwners[ref] = nil
    }

    // MARK: - Sizes

    /// The table of names that a class keeps; nil where it is not known.
    func sizeOfKeptNames(ofClass type: Ref) -> Int? {
        if facts.namesAreOfClass { return facts.sizeOfNamesOfClass }
        var copy = sharing
        switch copy.ofClass(type, facts) {
        case .table(let number): return sizeOfKeys(copy.tables[number].room)
        case .none: return 0
        case .names, .unknown: return nil
        }
    }

    /// The values of a dict whose names are those of a class.
    func sizeOfValues(ofDict dict: Ref, _ owner: DictOwner) -> Int? {
        owner.isKnown ? sizeOfValues(owner.type, owner.table) : nil
    }

    private func sizeOfValues(_ type: Ref, _ table: Int) -> Int? {
        if !facts.namesAreOfClass { return size(ofValues: sharing.tables[table]) }
        if case .names(let names, let left) = sharing.classes[type] { return 8 * (names.count + left) }
        return nil
    }

    /// What the `__dict__` of an instance takes, made or not; nil where it has none or its size is not known.
    package func dictSize(ofInstance ref: Ref) -> Int? {
        if let dict = ownDict(of: ref) { return size(dict) }
        guard ownClass(of: ref)?.hasDict == true, let type = sharingClass(of: ref) else { return nil }
        var copy = sharing
        let header = facts.sizeOfDict + facts.collectorHeaderSize
        switch copy.shape(of: ref, type: type, facts) {
        case .combined(let room, _): return header + sizeOfKeys(room)
        case .split(let table):
            if facts.namesAreOfClass { return sizeOfValues(type, table).map { header + $0 } }
            return header + size(ofValues: copy.tables[table])
        }
    }

    /// Until 3.10: as many values as the names have room for; and the names where no one else has them (_PyDict_SizeOf).
    private func size(ofValues table: KeySharing.Table) -> Int {
        8 * (facts.dictsHaveAnIndex ? table.room.capacity : table.room.places)
            + (table.users == 1 ? sizeOfKeys(table.room) : 0)
    }
}

/// Whose names a dict has.
struct DictOwner: Sendable {
    var type: Ref
    /// The table, until 3.10.
    var table: Int
    /// Whether its size follows from that still.
    var isKnown = true

    init(type: Ref, table: Int) {
        self.type = type
        self.table = table
    }
}
