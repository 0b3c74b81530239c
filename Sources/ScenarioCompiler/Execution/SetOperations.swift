import HeapModel
import ScenarioSyntax

// What sets do, step by step as in Objects/setobject.c, so that their tables come out as CPython's.
extension Interpreter {
    /// Adds a borrowed key.
    func add(_ key: Ref, to set: Ref) throws(Interruption) {
        let hash = try hash(key)
        try checkSize(heap.setTable(set).count + 1)
        try add(key, to: set, hash: hash)
    }

    private func add(_ key: Ref, to set: Ref, hash: Int) throws(Interruption) {
        if try findMember(set, key, hash: hash) == nil {
            heap.insertMember(heap.shared(key), into: set, hash: hash)
        }
    }

    /// The slot of a key with this hash; classes of the program are asked whether they equal it.
    private func findMember(_ set: Ref, _ key: Ref, hash: Int) throws(Interruption) -> Int? {
        if !classesCompare { return heap.findMember(set, key, hash: hash) }
        for place in heap.setTable(set).places(hash: hash) {
            let found = heap.setTable(set).slots[place]
            if found.hash == hash, !found.key.isNull, try isSameOrEqual(found.key, key) { return place }
        }
        return nil
    }

    /// The slot of a key. A set, which has no hash, is looked for as the frozenset of its items.
    func findMember(_ set: Ref, _ key: Ref) throws(Interruption) -> Int? {
        let isPlainSet = heap.isSet(key) && heap.layout(key) == .set && !hasOwnSpecial("__hash__", key)
        let hash = isPlainSet ? heap.hashOfKeys(key) : try hash(key)
        return try findMember(set, key, hash: hash)
    }

    /// Removes a key where it is there.
    func discard(_ key: Ref, from set: Ref) throws(Interruption) -> Bool {
        guard let place = try findMember(set, key) else { return false }
        heap.release(heap.removeMember(of: set, at: place))
        return true
    }

    private func discard(_ slot: SetTable.Slot, from set: Ref) throws(Interruption) -> Bool {
        guard let place = try findMember(set, slot.key, hash: slot.hash) else { return false }
        heap.release(heap.removeMember(of: set, at: place))
        return true
    }

    /// A new set with the items of a borrowed iterable; owned.
    func makeSet(_ type: BuiltinType, from source: Ref? = nil) throws(Interruption) -> Ref {
        let set = heap.makeSet(type)
        guard let source else { return set }
        push(set)
        try update(set: set, from: source)
        return pop()
    }

    func update(set: Ref, from other: Ref) throws(Interruption) {
        switch heap[other].value {
        case .set(let source):
            guard set != other, source.count > 0, !heap.fill(set, from: source) else { return }
            for slot in source.live { try add(slot.key, to: set, hash: slot.hash) }
        case .dict(let table):
            heap.reserve(table.count, in: set)
            for (_, entry) in table.live { try add(entry.key, to: set, hash: entry.hash) }
        default:
            try forEachItem(of: other) { (item) throws(Interruption) in
                try self.add(item, to: set)
                return true
            }
        }
    }

    private func kindOfSet(_ set: Ref) -> BuiltinType { heap.layout(set) ?? .set }

    func copy(set: Ref) throws(Interruption) -> Ref { try makeSet(kindOfSet(set), from: set) }

    func intersection(_ set: Ref, _ other: Ref) throws(Interruption) -> Ref {
        if set == other { return try copy(set: set) }
        let result = heap.makeSet(kindOfSet(set))
        push(result)
        if case .set(let table) = heap[other].value {
            let isLarger = table.count > heap.setTable(set).count
            let (searched, visited) = isLarger ? (other, heap.setTable(set)) : (set, table)
            for slot in visited.live where try findMember(searched, slot.key, hash: slot.hash) != nil {
                try add(slot.key, to: result, hash: slot.hash)
            }
        } else {
            try forEachItem(of: other) { (item) throws(Interruption) in
                let hash = try self.hash(item)
                if try self.findMember(set, item, hash: hash) != nil { try self.add(item, to: result, hash: hash) }
                return true
            }
        }
        return pop()
    }

    func difference(_ set: Ref, _ other: Ref) throws(Interruption) -> Ref {
        let others: Int?
        switch heap[other].value {
        case .set(let table): others = table.count
        case .dict(let table): others = table.count
        default: others = nil
        }
        guard let others, heap.setTable(set).count >> 2 <= others else {
            let result = try copy(set: set)
            push(result)
            try removeAll(of: other, from: result)
            return pop()
        }
        let result = heap.makeSet(kindOfSet(set))
        push(result)
        for slot in heap.setTable(set).live {
            let isThere =
                heap.isSet(other)
                ? try findMember(other, slot.key, hash: slot.hash) != nil
                : try findEntry(other, slot.key, hash: slot.hash) != nil
            if !isThere { try add(slot.key, to: result, hash: slot.hash) }
        }
        return pop()
    }

    /// set_difference_update_internal.
    func removeAll(of other: Ref, from set: Ref) throws(Interruption) {
        if set == other {
            heap.clearSet(set)
            return
        }
        if case .set(let table) = heap[other].value {
            for slot in table.live { _ = try discard(slot, from: set) }
        } else {
            try forEachItem(of: other) { (item) throws(Interruption) in
                _ = try self.discard(item, from: set)
                return true
            }
        }
        heap.purgeSet(set)
    }

    /// set_symmetric_difference_update.
    func exchange(_ set: Ref, with other: Ref) throws(Interruption) {
        if set == other {
            heap.clearSet(set)
            return
        }
        let isSetOrDict = heap.isSet(other) || heap.layout(other) == .dict
        let source = isSetOrDict ? heap.shared(other) : try makeSet(kindOfSet(set), from: other)
        push(source)
        var slots: [SetTable.Slot] = []
        if case .dict(let table) = heap[source].value {
            slots = table.live.map { SetTable.Slot(hash: $0.entry.hash, key: $0.entry.key) }
        } else {
            slots = heap.setTable(source).live
        }
        for slot in slots where !(try discard(slot, from: set)) { try add(slot.key, to: set, hash: slot.hash) }
        heap.release(pop())
    }

    func symmetricDifference(_ set: Ref, _ other: Ref) throws(Interruption) -> Ref {
        let result = try makeSet(kindOfSet(set), from: other)
        push(result)
        try exchange(result, with: set)
        return pop()
    }

    func isDisjoint(_ set: Ref, _ other: Ref) throws(Interruption) -> Bool {
        if set == other { return heap.setTable(set).count == 0 }
        if heap.isSet(other) {
            let (small, large) =
                heap.setTable(other).count > heap.setTable(set).count ? (set, other) : (other, set)
            for slot in heap.setTable(small).live where try findMember(large, slot.key, hash: slot.hash) != nil {
                return false
            }
            return true
        }
        var result = true
        try forEachItem(of: other) { (item) throws(Interruption) in
            if try self.findMember(set, item) != nil { result = false }
            return result
        }
        return result
    }

    func isSubset(_ set: Ref, of other: Ref) throws(Interruption) -> Bool {
        guard heap.isSet(other) else {
            let copy = try makeSet(.set, from: other)
            push(copy)
            let result = try isSubset(set, ofSet: copy)
            heap.release(pop())
            return result
        }
        return try isSubset(set, ofSet: other)
    }

    func isSubset(_ set: Ref, ofSet other: Ref) throws(Interruption) -> Bool {
        guard heap.setTable(set).count <= heap.setTable(other).count else { return false }
        for slot in heap.setTable(set).live where try findMember(other, slot.key, hash: slot.hash) == nil {
            return false
        }
        return true
    }

    func isSuperset(_ set: Ref, of other: Ref) throws(Interruption) -> Bool {
        if heap.isSet(other) { return try isSubset(other, ofSet: set) }
        var result = true
        try forEachItem(of: other) { (item) throws(Interruption) in
            result = try self.findMember(set, item) != nil
            return result
        }
        return result
    }

    // MARK: - Operators

    /// `|`, `&`, `^` and `-` of sets and of views of dicts; nil for anything else.
    func setOperation(_ op: BinaryOperator, _ left: Ref, _ right: Ref) throws(Interruption) -> Ref? {
        guard [.bitOr, .bitAnd, .bitXor, .subtract].contains(op) else { return nil }
        if heap.isSet(left), heap.isSet(right) {
            switch op {
            case .bitOr:
                let result = try copy(set: left)
                push(result)
                if left != right { try update(set: result, from: right) }
                return pop()
            case .bitAnd: return try intersection(left, right)
            case .bitXor: return try symmetricDifference(left, right)
            default: return try difference(left, right)
            }
        }
        guard isSetView(left) || isSetView(right) else { return nil }
        return try viewOperation(op, left, right)
    }

    /// `|=`, `&=`, `^=` and `-=` of a set with a set; nil where they work as the plain operator.
    func setOperationInPlace(_ op: BinaryOperator, _ left: Ref, _ right: Ref) throws(Interruption) -> Ref? {
        guard heap.isSet(left), heap.layout(left) == .set, heap.isSet(right) else { return nil }
        switch op {
        case .bitOr: try update(set: left, from: right)
        case .bitAnd: try intersect(left, with: right)
        case .bitXor: try exchange(left, with: right)
        case .subtract: try removeAll(of: right, from: left)
        default: return nil
        }
        return heap.shared(left)
    }

    /// set_intersection_update.
    func intersect(_ set: Ref, with other: Ref) throws(Interruption) {
        let result = try intersection(set, other)
        heap.swapSets(set, result)
        heap.release(result)
    }

    /// `<`, `<=`, `>` and `>=`: whether one is a part of the other; nil where these are no sets.
    func setOrder(_ op: ComparisonOperator, _ left: Ref, _ right: Ref) throws(Interruption) -> Bool? {
        let areSets = heap.isSet(left) && heap.isSet(right)
        let isView = isSetView(left) && (isSetView(right) || heap.isSet(right))
        let isViewed = heap.isSet(left) && isSetView(right)
        guard areSets || isView || isViewed else { return nil }
        let (a, b) = (try length(left), try length(right))
        switch op {
        case .less: return a < b ? try containsAll(right, left) : false
        case .lessOrEqual: return a <= b ? try containsAll(right, left) : false
        case .greater: return a > b ? try containsAll(left, right) : false
        default: return a >= b ? try containsAll(left, right) : false
        }
    }

    func containsAll(_ container: Ref, _ items: Ref) throws(Interruption) -> Bool {
        var result = true
        try forEachItem(of: items) { (item) throws(Interruption) in
            result = try self.compare(.in, item, container)
            return result
        }
        return result
    }

    // MARK: - Views of dicts

    /// Whether an object is a view of a dict's keys or items, which is like a set.
    func isSetView(_ ref: Ref) -> Bool {
        if case .dictView(let kind, _) = heap[ref].value { return kind != .values }
        return false
    }

    /// Objects/dictobject.c, dictviews_as_number: one of the two is a view.
    private func viewOperation(_ op: BinaryOperator, _ left: Ref, _ right: Ref) throws(Interruption) -> Ref {
        if op == .bitAnd {
            if heap.facts.viewsIntersectItemByItem { return try viewIntersection(left, right) }
            let result = try makeSet(.set, from: left)
            push(result)
            try intersect(result, with: right)
            return pop()
        }
        if op == .bitXor, heap.facts.itemViewsExchangePairs, case .dictView(.items, let a) = heap[left].value,
            case .dictView(.items, let b) = heap[right].value
        {
            return try exchangedItems(a, b)
        }
        let result = try setOfView(left)
        push(result)
        switch op {
        case .bitOr: try update(set: result, from: right)
        case .bitXor: try exchange(result, with: right)
        default: try removeAll(of: right, from: result)
        }
        return pop()
    }

    private func setOfView(_ ref: Ref) throws(Interruption) -> Ref {
        if heap.facts.keyViewsBecomeSetsAsDicts, case .dictView(.keys, let dict) = heap[ref].value {
            return try makeSet(.set, from: dict)
        }
        return try makeSet(.set, from: ref)
    }

    private func viewIntersection(_ left: Ref, _ right: Ref) throws(Interruption) -> Ref {
        var (view, other) = isSetView(left) ? (left, right) : (right, left)
        if heap.isSet(other), heap.layout(other) == .set, try length(view) <= length(other) {
            return try intersection(other, view)
        }
        if isSetView(other), try length(other) > length(view) { (view, other) = (other, view) }
        let result = heap.makeSet(.set)
        push(result)
        try forEachItem(of: other) { (item) throws(Interruption) in
            if try self.compare(.in, item, view) { try self.add(item, to: result) }
            return true
        }
        return pop()
    }

    /// dictitems_xor.
    private func exchangedItems(_ first: Ref, _ second: Ref) throws(Interruption) -> Ref {
        let rest = heap.makeDict()
        push(rest)
        try update(rest, from: first)
        let result = heap.makeSet(.set)
        push(result)
        for (_, entry) in heap.dictTable(second).live {
            if let place = try findEntry(rest, entry.key, hash: entry.hash),
                let old = heap.dictTable(rest)[place], try isSameOrEqual(old.value, entry.value)
            {
                if let (key, value) = heap.removeEntry(of: rest, at: place) { release([key, value]) }
            } else {
                try addPair(entry, to: result)
            }
        }
        for (_, entry) in heap.dictTable(rest).live { try addPair(entry, to: result) }
        let made = pop()
        heap.release(pop())
        return made
    }

    private func addPair(_ entry: DictTable.Entry, to set: Ref) throws(Interruption) {
        push(heap.makeTuple([heap.shared(entry.key), heap.shared(entry.value)]))
        try add(heap.stack[heap.stack.count - 1], to: set)
        heap.release(pop())
    }
}
