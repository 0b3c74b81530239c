import Timelines

/// Who appears in the pictures of a timeline, and in which form; decided for each object once, so that nothing changes
/// its form between steps.
///
/// 1. `None`, `True` and `False` are always written where they are referred to.
/// 2. Modules are left out, and so are the functions and classes of `setup` that only their own name, or a class, refers
///    to, with whatever nothing else holds and no step touches; unless a step focuses on them.
/// 3. An object gets a card where a name holds it in some state, where two slots share it in some state, where it holds
///    references itself, or where a step focuses on it.
/// 4. Everything else is written inside the slot that holds it.
struct Cast {
    /// The form in which an object appears.
    enum Role: Equatable {
        /// A card with a badge.
        case card
        /// Text where it is referred to.
        case inline
        /// Not at all.
        case absent
    }

    private var roles: [ObjectID: Role] = [:]
    /// Every object with a card, in the order of allocation.
    private(set) var cards: [ObjectID] = []

    /// The form of an object; one that no state lists is absent.
    func role(of id: ObjectID) -> Role { roles[id] ?? .absent }

    init(start: IndexedState, moments: [Moment], cards mode: CardMode) {
        let facts = Facts(start: start, moments: moments)
        let quiet = facts.quiet()
        for id in facts.order {
            roles[id] = Self.role(of: id, facts, isQuiet: quiet.contains(id), mode)
        }
        cards = facts.order.filter { roles[$0] == .card }
    }

    private static func role(of id: ObjectID, _ facts: Facts, isQuiet: Bool, _ mode: CardMode) -> Role {
        if facts.isSingleton(id) { return .inline }
        if facts.focused.contains(id) { return .card }
        if isQuiet { return .absent }
        if mode == .all || facts.named.contains(id) || facts.shared.contains(id) || facts.holding.contains(id) {
            return .card
        }
        return .inline
    }
}

/// What the states of a timeline say about each object, taken together.
private struct Facts {
    /// The objects in the order of allocation.
    private(set) var order: [ObjectID] = []
    /// Held by a name in some state.
    private(set) var named: Set<ObjectID> = []
    /// Held by two slots at once in some state.
    private(set) var shared: Set<ObjectID> = []
    /// Holds a reference, weak ones included, in some state.
    private(set) var holding: Set<ObjectID> = []
    /// Drawn with emphasis in some step.
    private(set) var focused: Set<ObjectID> = []

    private var first: [ObjectID: HeapObject] = [:]
    /// Not the same in every state.
    private var touched: Set<ObjectID> = []
    private var inStart: Set<ObjectID> = []
    private var names: [ObjectID: Set<String>] = [:]
    private var holders: [ObjectID: Set<ObjectID>] = [:]

    init(start: IndexedState, moments: [Moment]) {
        inStart = Set(start.objects.map(\.id))
        read(start)
        for moment in moments {
            read(moment.after)
            focused.formUnion(moment.record.focus)
        }
        order = first.keys.sorted()
    }

    private mutating func read(_ state: IndexedState) {
        for frame in state.frames {
            for name in frame.names {
                named.insert(name.object)
                names[name.object, default: []].insert(name.name)
            }
        }
        var slots: [ObjectID: Int] = [:]
        for object in state.objects {
            if let known = first[object.id] {
                if known.refcount != object.refcount || known.slots != object.slots { touched.insert(object.id) }
            } else {
                first[object.id] = object
            }
            if !object.slots.isEmpty { holding.insert(object.id) }
            for slot in object.slots {
                slots[slot.object, default: 0] += 1
                holders[slot.object, default: []].insert(object.id)
            }
        }
        shared.formUnion(slots.filter { $0.value > 1 }.keys)
    }

    func isSingleton(_ id: ObjectID) -> Bool {
        guard let object = first[id] else { return false }
        return object.type == "NoneType" || object.type == "bool"
    }

    /// The objects that stay out of the picture: a set that holds itself quiet, found by taking objects out of the
    /// largest candidate until nothing changes.
    func quiet() -> Set<ObjectID> {
        var quiet = Set(order.filter(isCandidate)).subtracting(focused)
        var before = -1
        while quiet.count != before {
            before = quiet.count
            quiet = quiet.filter { id in
                isModule(id) || holders[id, default: []].allSatisfy { quiet.contains($0) }
            }
        }
        return quiet
    }

    private func isModule(_ id: ObjectID) -> Bool { first[id]?.type == "module" }

    private func isCandidate(_ id: ObjectID) -> Bool {
        guard let object = first[id] else { return false }
        switch object.type {
        case "module":
            return true
        case "function", "type":
            return inStart.contains(id) && names[id, default: []].allSatisfy { $0 == object.name }
        default:
            return inStart.contains(id) && names[id] == nil && holders[id] != nil && !touched.contains(id)
        }
    }
}
