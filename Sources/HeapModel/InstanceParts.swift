import Timelines

/// What an instance of a class of the program keeps beside its value.
struct InstanceParts: Sendable {
    /// The values of the names in `__slots__`, by the place of their member; null where unset.
    var members: [Ref] = []
    /// The attributes of an instance whose class extends a built-in one with a value of its own, such as a list.
    var attributes = Namespace()
    /// `__dict__` as an object of its own, which has the attributes from then on; null as long as nobody asked for it.
    var dict = Ref.null
}

// Instances that are more than a namespace: with `__slots__`, with a `__dict__` that the program has seen, or with the
// value of a built-in class. The parts lie in a table of their own, so that a plain instance takes no room for them.
extension Heap {
    /// Whether the object's class is one of the program's.
    @inline(__always)
    package func isOwnInstance(_ ref: Ref) -> Bool {
        self[self[ref].type].isOwnClass
    }

    /// The class's facts, nil where the class is a built-in one.
    package func ownClass(of ref: Ref) -> ClassInfo? {
        if case .userClass(let info) = records[records[ref.index].type.index].value { return info }
        return nil
    }

    /// The built-in class of an object, or the one whose layout its class extends.
    package func layout(_ ref: Ref) -> BuiltinType? {
        switch records[records[ref.index].type.index].value {
        case .builtinType(let info): info.builtin
        case .userClass(let info): info.layout
        default: nil
        }
    }

    mutating func withParts(of ref: Ref, _ body: (inout InstanceParts) -> Void) {
        self[ref].flags.insert(.hasParts)
        body(&parts[ref, default: InstanceParts()])
    }

    // MARK: - Traversal

    /// Visits members, the class's own before those of its bases as `__slots__` names them, then the attributes.
    func forEachPart(of ref: Ref, _ visit: (Ref, SlotPlace) -> Void) {
        guard let own = parts[ref] else { return }
        if !own.members.isEmpty {
            for member in members(ofClass: records[ref.index].type) where !own.members[member.place].isNull {
                visit(own.members[member.place], .slot(member.declared))
            }
        }
        for (key, value) in zip(own.attributes.keys, own.attributes.values) { visit(value, .attribute(key)) }
        if !own.dict.isNull { visit(own.dict, .fixed("__dict__")) }
    }

    /// The members that a class and its bases declare, in the resolution order.
    package func members(ofClass type: Ref) -> [MemberInfo] {
        resolutionOrder(type).flatMap { type -> [MemberInfo] in
            guard case .userClass(let info) = self[type].value else { return [] }
            return info.members.compactMap { if case .member(let member) = self[$0].value { member } else { nil } }
        }
    }

    /// Whether a place belongs to what an instance keeps beside its value.
    func isPart(_ place: SlotPlace) -> Bool {
        switch place {
        case .slot, .attribute, .fixed("__dict__"): true
        default: false
        }
    }

    /// Members go first, those of the class itself before those of its bases and in the order of their names; then the
    /// attributes, then what the built-in class holds, then the class (Objects/typeobject.c, subtype_dealloc).
    func inOrderOfDeath(
        _ ref: Ref, _ pending: [(target: Ref, reference: Reference)]
    ) -> [(target: Ref, reference: Reference)] {
        var places: [Symbol: Int] = [:]
        for member in members(ofClass: records[ref.index].type) { places[member.declared] = member.place }
        let members = places.values.sorted()
        var slots: [(Int, (target: Ref, reference: Reference))] = []
        var parts: [(target: Ref, reference: Reference)] = []
        var content: [(target: Ref, reference: Reference)] = []
        var rest: [(target: Ref, reference: Reference)] = []
        for item in pending {
            guard case .slot(let place) = item.reference else {
                rest.append(item)
                continue
            }
            if case .slot(let name) = place {
                slots.append((places[name] ?? members.count, item))
            } else if isPart(place) {
                parts.append(item)
            } else {
                content.append(item)
            }
        }
        if givesBackFromTheEnd(ref) { content.reverse() }
        let type = records[ref.index].type
        let levels = levelOfMembers(type)
        let ordered = slots.sorted { (levels[$0.0], $0.0) < (levels[$1.0], $1.0) }.map { $0.1 }
        return ordered + parts + content + rest
    }

    /// How far up the line of layouts the class is that has each member.
    private func levelOfMembers(_ type: Ref) -> [Int] {
        var levels: [Int] = []
        var lines: [Int] = []
        var current = type
        while !current.isNull, case .userClass(let info) = self[current].value {
            lines.append(info.memberCount)
            current = info.layoutBase
        }
        for (level, count) in lines.enumerated().reversed() {
            levels += Array(repeating: level, count: max(count - levels.count, 0))
        }
        return levels
    }

    // MARK: - Members

    /// The value of a member; a borrowed reference, nil where it is unset.
    package func member(_ place: Int, of ref: Ref) -> Ref? {
        guard let members = parts[ref]?.members, members.indices.contains(place), !members[place].isNull else {
            return nil
        }
        return members[place]
    }

    /// Sets a member to a value whose reference the caller owned, or unsets it; false where it is unset already.
    package mutating func setMember(_ info: MemberInfo, of ref: Ref, to value: Ref?) -> Bool {
        let old = member(info.place, of: ref)
        if let value { settle(value, .slot(ref, .slot(info.declared))) }
        guard value != nil || old != nil else { return false }
        let count = ownClass(of: ref)?.memberCount ?? 0
        withParts(of: ref) { parts in
            if parts.members.isEmpty { parts.members = Array(repeating: .null, count: count) }
            parts.members[info.place] = value ?? .null
        }
        if let old { drop(old, .slot(ref, .slot(info.declared))) }
        return true
    }

    // MARK: - Attributes

    /// An attribute that an object keeps itself; a borrowed reference.
    package func ownAttribute(_ ref: Ref, _ name: Symbol) -> Ref? {
        if self[ref].flags.contains(.hasParts), let own = parts[ref] {
            if !own.dict.isNull { return entry(of: own.dict, name) }
            if let value = own.attributes[name] { return value }
        }
        switch self[ref].value {
        case .instance(let namespace): return namespace[name]
        case .exception(let info): return info.attributes[name]
        case .function(let info): return info.attributes[name]
        case .userClass(let info): return info.namespace[name]
        default: return nil
        }
    }

    /// The attributes that an object keeps itself, in their order; the references are borrowed. Keys of a `__dict__`
    /// that are no texts are left out.
    package func ownAttributes(_ ref: Ref) -> [(name: Symbol, value: Ref)] {
        if let dict = ownDict(of: ref) {
            return dictTable(dict).live.compactMap { item in
                guard case .string(let text) = self[item.entry.key].value, let name = symbols.find(text) else {
                    return nil
                }
                return (name, item.entry.value)
            }
        }
        let pairs: [(key: Symbol, value: Ref)]
        switch self[ref].value {
        case .instance(let namespace): pairs = inOrder(namespace)
        case .exception(let info): pairs = inOrder(info.attributes)
        case .function(let info): pairs = inOrder(info.attributes)
        case .userClass(let info): pairs = inOrder(info.namespace, ofClass: info)
        default: pairs = parts[ref].map { inOrder($0.attributes) } ?? []
        }
        return pairs.map { ($0.key, $0.value) }
    }

    /// The names of the attributes that an object keeps itself.
    package func ownNames(_ ref: Ref) -> [String] { ownAttributes(ref).map { symbols.name($0.name) } }

    /// Whether attributes lie in a dict that the collector follows: those of an instance whose class extends a built-in
    /// one do from the start (Objects/typeobject.c: object_new alone prepares attributes without a dict).
    func hasTrackedDict(_ ref: Ref) -> Bool {
        guard isOwnInstance(ref), ownDict(of: ref) == nil else { return false }
        let attributes: Namespace
        if case .exception(let info) = self[ref].value {
            attributes = info.attributes
        } else {
            attributes = parts[ref]?.attributes ?? Namespace()
        }
        return attributes.values.contains { canBeTracked($0) }
    }

    /// The `__dict__` of an instance where it is an object of its own already.
    func ownDict(of ref: Ref) -> Ref? {
        guard self[ref].flags.contains(.hasParts), let dict = parts[ref]?.dict, !dict.isNull else { return nil }
        return dict
    }

    /// Whether the attributes of an instance lie in a dict from the first one on.
    func needsDict(_ ref: Ref) -> Bool {
        facts.instanceDictsAreTracked || facts.membersMoveAttributesToADict && (ownClass(of: ref)?.memberCount ?? 0) > 0
    }

    /// Whether an instance has a `__dict__` by now, be it an object of the model or not.
    package func hasOwnDict(_ ref: Ref) -> Bool { self[ref].flags.contains(.hasDict) || ownDict(of: ref) != nil }

    /// The `__dict__` of an instance, made an object of its own: from now on it has the attributes
    /// (Objects/object.c, PyObject_GenericGetDict). A borrowed reference.
    package mutating func makeOwnDict(of ref: Ref) -> Ref {
        if let dict = ownDict(of: ref) { return dict }
        var taken = Namespace()
        withNamespace(ref) { namespace in
            taken = namespace
            namespace = Namespace()
        }
        // Where attributes lie in a dict anyway, it has been counted.
        let isCounted = self[ref].flags.contains(.hasDict)
        self[ref].flags.remove(.hasDict)
        let dict = makeDict(memory: isCounted ? .counted : .freeList)
        for (name, value) in zip(taken.keys, taken.values) {
            unsettle(value, .slot(ref, .attribute(name)))
            setEntry(of: dict, name, to: value)
        }
        withParts(of: ref) { $0.dict = dict }
        settle(dict, .slot(ref, .fixed("__dict__")))
        if facts.dictsLeaveAttributesInPlace, !isCounted, case .instance = self[ref].value {
            self[dict].flags.insert(.inlineDict)
        }
        return dict
    }

    /// Whether an instance's dict is no object to the collector: what lies in it lies in the instance.
    package func hasInlineDict(_ ref: Ref) -> Bool {
        guard let dict = ownDict(of: ref) else { return false }
        return self[dict].flags.contains(.inlineDict)
    }

    /// Gives an instance another `__dict__`, whose reference the caller owned.
    package mutating func replaceOwnDict(of ref: Ref, with dict: Ref) {
        let old = makeOwnDict(of: ref)
        self[old].flags.remove(.inlineDict)
        withParts(of: ref) { $0.dict = dict }
        settle(dict, .slot(ref, .fixed("__dict__")))
        drop(old, .slot(ref, .fixed("__dict__")))
    }

    private func place(of dict: Ref, _ name: Symbol) -> Int? {
        let text = symbols.name(name)
        return dictTable(dict).find(hash: facts.stringHash.hash(text)) { isString($0, text) }
    }

    private func entry(of dict: Ref, _ name: Symbol) -> Ref? {
        place(of: dict, name).flatMap { dictTable(dict)[$0]?.value }
    }

    /// Sets the entry of a name; the reference to the value is the dict's from now on.
    mutating func setEntry(of dict: Ref, _ name: Symbol, to value: Ref) {
        let text = symbols.name(name)
        let key = internString(text)
        let (isInline, isTracked) = (self[dict].flags.contains(.inlineDict), self[dict].flags.contains(.tracked))
        setEntry(of: dict, key: key, hash: facts.stringHash.hash(text), at: place(of: dict, name), to: value)
        // Storing an attribute does not reach the dict then.
        if isInline, !isTracked { untrack(dict) }
    }

    mutating func removeEntry(of dict: Ref, _ name: Symbol) -> Bool {
        guard let place = place(of: dict, name), let (key, value) = removeEntry(of: dict, at: place) else {
            return false
        }
        release(key)
        release(value)
        return true
    }

    /// An instance of a class of the program with the value of an object of the built-in class that it extends; owned.
    package mutating func makeInstance(of type: Ref, likeValue value: Ref) -> Ref {
        let content = self[value].value
        let ref = allocate(content, type: type)
        switch content {
        case .tuple(let items):
            for (index, item) in items.enumerated() {
                retain(item)
                settle(item, .slot(ref, .item(index)))
            }
        case .set(let table):
            for slot in table.slots where !slot.key.isNull {
                retain(slot.key)
                settle(slot.key, .slot(ref, .member(slot.key)))
            }
        default: break
        }
        return ref
    }

    // MARK: - Classes

    /// The collector's objects that go with a class and are none in the model: descriptors for `__dict__` and
    /// `__weakref__`, the dict where it has something to follow, the tuples of the resolution order and of the bases. The
    /// last one is followed until a collection finds that it holds nothing but built-in classes. Measured with
    /// `gc.collect()` on 3.11.7.
    func trackedParts(of info: ClassInfo, _ type: Ref) -> Int {
        let descriptors = (info.addsDict ? 1 : 0) + (info.addsWeakReferences ? 1 : 0)
        let dict = descriptors > 0 || info.namespace.values.contains { canBeTracked($0) } ? 1 : 0
        let bases = self[type].generation == 0 || info.bases.contains { !isBuiltinType($0) }
        return descriptors + dict + (info.orderTuple.isNull ? 1 : 0) + (bases && info.basesTuple.isNull ? 1 : 0)
    }

    /// The classes of the program that extend a class, in the order in which they were made.
    package func subclasses(of type: Ref) -> [Ref] {
        liveRefs.compactMap { ref -> (Ref, Int)? in
            guard case .userClass(let info) = self[ref].value, info.bases.contains(type) else { return nil }
            return (ref, info.serial)
        }.sorted { $0.1 < $1.1 }.map { $0.0 }
    }

    /// The number of the next class of the program.
    package mutating func numberNextClass() -> Int {
        classesMade += 1
        return classesMade
    }

    /// Gives an instance another class.
    package mutating func setClass(of ref: Ref, to type: Ref) {
        let old = self[ref].type
        retain(type)
        self[ref].type = type
        release(old)
    }

    /// The bases as a tuple; a borrowed reference. It is the class's own: each base is referred to as often as before,
    /// so that one of the references of the class's tables is the tuple's now. Nil where the tables have none to give.
    package mutating func makeBasesTuple(ofClass type: Ref) -> Ref? {
        guard case .userClass(var info) = self[type].value else { return nil }
        if !info.basesTuple.isNull { return info.basesTuple }
        let own = info.bases.filter { !isBuiltinType($0) }
        let given = hiddenBases(of: info)
        guard own.allSatisfy({ given.contains($0) }) else { return nil }
        let items = info.bases.isEmpty ? [self.type(.object)] : info.bases
        let tuple = allocate(.tuple(items), .tuple)
        self[tuple].flags.remove(.showsReferences)
        for item in items where isBuiltinType(item) { retain(item) }
        info.basesTuple = tuple
        self[type].value = .userClass(info)
        return tuple
    }

    /// The resolution order as a tuple, `object` at its end; a borrowed reference. It is the class's own, and what it
    /// refers to is what the class's tables referred to before.
    package mutating func makeOrderTuple(ofClass type: Ref) -> Ref {
        guard case .userClass(var info) = self[type].value else { return .null }
        if !info.orderTuple.isNull { return info.orderTuple }
        let objectType = self.type(.object)
        let own = allocate(.tuple(info.resolutionOrder + [objectType]), .tuple)
        self[own].flags.remove(.showsReferences)
        for base in info.resolutionOrder where isBuiltinType(base) { retain(base) }
        retain(objectType)
        info.orderTuple = own
        self[type].value = .userClass(info)
        return own
    }
}
