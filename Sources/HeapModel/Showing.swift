// What a reader can be shown of what an object refers to, and when.
//
// What the interpreter makes for itself (a constant tuple, an iterator, a bound method) hides what it refers to, until a
// name or slot holds it and it belongs to the story. An ordinary object shows what it refers to from its birth on,
// because something holds it as a rule before the step ends. Where nothing does, because a generator waits with the
// object on its stack, nobody can be shown the object, and its references are hidden ones meanwhile.
extension Heap {
    /// From now on the object belongs to the story, and what it refers to can be shown.
    mutating func enterStory(_ ref: Ref) {
        if isInternal(ref) {
            enterStoryFromLibrary(ref)
            return
        }
        records[ref.index].flags.insert(.story)
        showReferences(of: ref)
    }

    /// What a library keeps for itself stays out of the story. Its classes and functions are told of where the program
    /// names them, and nothing that they refer to.
    private mutating func enterStoryFromLibrary(_ ref: Ref) {
        switch records[ref.index].value {
        case .userClass, .function: records[ref.index].flags.insert(.story)
        default: return
        }
    }

    /// What the object refers to can be shown from now on.
    package mutating func showReferences(of ref: Ref) {
        guard !records[ref.index].flags.contains(.showsReferences) else { return }
        records[ref.index].flags.insert(.showsReferences)
        newcomers.append(ref)
        for (target, place) in slots(of: ref) { settle(target, .slot(ref, place)) }
    }

    /// What entered the story in this step and is held by no name or slot at its end was no more than a temporary:
    /// only the interpreter holds it, as before, and what it refers to is hidden again.
    package mutating func forgetTemporaries() {
        let callbacks = hiddenCallbacks()
        for ref in newcomers where isAlive(ref) && records[ref.index].taught == 0 && !callbacks.contains(ref) {
            let flags: ObjectFlags = [.story, .showsReferences]
            guard records[ref.index].flags.isSuperset(of: flags),
                records[ref.index].value.startsHidden || isConstant(ref)
            else { continue }
            var shown: [(Ref, SlotPlace)] = []
            forEachSlot(of: ref) { target, place in shown.append((target, place)) }
            for (target, place) in shown { unsettle(target, .slot(ref, place)) }
            records[ref.index].flags.subtract(flags)
        }
        newcomers = []
    }

    private func isConstant(_ ref: Ref) -> Bool {
        switch records[ref.index].value {
        case .tuple, .set: true
        default: false
        }
    }

    /// The tuple of a function's cells, owned. CPython has it as an object of its own, which holds the cells; here
    /// functions do, so that it can be used at once and not be kept (`keepsClosureTuple`).
    package mutating func makeClosureTuple(_ cells: [Ref]) -> Ref {
        let tuple = makeTuple(cells.map { shared($0) }, isConstant: true)
        closureTuples.append(tuple)
        return tuple
    }

    /// Whether something holds a tuple of cells that `makeClosureTuple` made.
    package mutating func keepsClosureTuple() -> Bool {
        closureTuples.removeAll { ref in
            guard case .tuple(let items) = records[ref.index].value, let first = items.first else { return true }
            guard case .cell = records[first.index].value else { return true }
            return false
        }
        return !closureTuples.isEmpty
    }

    /// Hides what lies on the stack of a generator that waits, and what only that holds: an iterator's list, say.
    mutating func hideStack(_ stack: [Ref]) {
        var work = stack.filter { !$0.isNull }
        var seen: Set<Ref> = []
        while let ref = work.popLast() {
            let record = records[ref.index]
            guard record.taught == 0, record.flags.isDisjoint(with: [.story, .shared]), seen.insert(ref).inserted
            else { continue }
            let held = slots(of: ref)
            if record.flags.contains(.showsReferences) {
                for (target, place) in held { hide(target, .slot(ref, place)) }
                records[ref.index].flags.remove(.showsReferences)
            }
            work += held.map(\.target)
        }
    }

    /// The reference of a slot becomes a hidden one.
    private mutating func hide(_ target: Ref, _ holder: Holder) {
        records[target.index].taught -= 1
        records[target.index].hidden += 1
        if recorder.isOn, !isInternal(target) { recorder.record(.decref, storyID(target), by: describe(holder)) }
    }

    /// Shows it again when the generator goes on: its code may put more into a list that it has begun.
    mutating func showStack(_ stack: [Ref]) {
        for ref in stack where !ref.isNull && records[ref.index].value.isMutableContainer && !isInternal(ref) {
            showReferences(of: ref)
        }
    }

    func slots(of ref: Ref) -> [(target: Ref, place: SlotPlace)] {
        var found: [(target: Ref, place: SlotPlace)] = []
        forEachSlot(of: ref) { target, place in found.append((target, place)) }
        return found
    }
}

extension Value {
    fileprivate var isMutableContainer: Bool {
        switch self {
        case .list, .dict, .set, .instance, .userClass, .function: true
        default: false
        }
    }
}
