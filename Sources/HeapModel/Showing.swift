// What a reader can be shown of what an object refers to, and when.
//
// References of an object that only the interpreter holds are hidden ones: nobody can be shown the object. What the
// interpreter makes for itself (a constant tuple, an iterator, a bound method) is hidden from its birth on, until a name
// or slot holds it; constants are hidden again when none does any longer. An ordinary object shows what it refers to
// from its birth on, because something holds it as a rule before the step ends. Where nothing does, because a generator
// waits with the object on its stack, it is hidden meanwhile.
extension Heap {
    mutating func makeInterpretersOwn(_ ref: Ref) {
        records[ref.index].flags.remove(.showsReferences)
        records[ref.index].flags.insert(.interpretersOwn)
    }

    /// From now on the object belongs to the story, and what it refers to can be shown.
    mutating func enterStory(_ ref: Ref) {
        records[ref.index].flags.insert(.story)
        showReferences(of: ref)
    }

    private mutating func showReferences(of ref: Ref) {
        guard !records[ref.index].flags.contains(.showsReferences) else { return }
        records[ref.index].flags.insert(.showsReferences)
        for (target, place) in slots(of: ref) { settle(target, .slot(ref, place)) }
    }

    /// Nothing shows the object any longer: what it refers to is hidden, and so is what only that showed.
    mutating func hideReferences(from first: Ref) {
        var work = [first]
        var seen: Set<Ref> = []
        while let ref = work.popLast() {
            guard records[ref.index].taught == 0, !records[ref.index].flags.contains(.shared), seen.insert(ref).inserted
            else { continue }
            let held = slots(of: ref)
            if records[ref.index].flags.contains(.showsReferences) {
                for (target, place) in held { hide(target, .slot(ref, place)) }
                records[ref.index].flags.remove(.showsReferences)
            }
            work += held.map(\.target)
        }
    }

    /// A reference of a slot becomes a hidden one; it is not a temporary one that somebody gives back.
    private mutating func hide(_ target: Ref, _ holder: Holder) {
        records[target.index].taught -= 1
        records[target.index].hidden += 1
        if recorder.isOn { recorder.record(.decref, storyID(target), by: describe(holder)) }
    }

    /// Hides what lies on the stack of a generator that waits, and that nothing else shows.
    mutating func hideStack(_ stack: [Ref]) {
        for ref in stack where !ref.isNull && records[ref.index].taught == 0 { hideReferences(from: ref) }
    }

    /// Shows it again when the generator goes on: its code may put more into a list that it has begun.
    mutating func showStack(_ stack: [Ref]) {
        for ref in stack where !ref.isNull && !records[ref.index].flags.contains(.interpretersOwn) {
            if !records[ref.index].value.startsHidden { showReferences(of: ref) }
        }
    }

    private func slots(of ref: Ref) -> [(target: Ref, place: SlotPlace)] {
        var found: [(target: Ref, place: SlotPlace)] = []
        forEachSlot(of: ref) { target, place in found.append((target, place)) }
        return found
    }
}
