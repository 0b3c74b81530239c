import Timelines

extension Heap {
    /// An object that is being deallocated and what it has still to give back.
    private struct Dying {
        var ref: Ref
        var size: Int
        var pending: [(target: Ref, reference: Reference)]
        var next = 0
    }

    /// Deallocates an object whose last reference is gone, and what dies with it, depth first as CPython does: what
    /// the first child takes along is gone before the second child loses its reference.
    ///
    /// The pending work is kept in an array and not on the call stack, so that a chain of any length can fall.
    mutating func deallocate(_ first: Ref) {
        var dying = [startDying(first)]
        while let top = dying.last {
            guard top.next < top.pending.count else {
                dying.removeLast()
                finishDying(top)
                continue
            }
            dying[dying.count - 1].next += 1
            let (target, reference) = top.pending[top.next]
            if giveBack(target, reference, holder: top.ref) { dying.append(startDying(target)) }
        }
    }

    /// Takes one reference away; true where it was the last one.
    private mutating func giveBack(_ target: Ref, _ reference: Reference, holder: Ref) -> Bool {
        switch reference {
        case .slot(let place):
            records[target.index].taught -= 1
            if recorder.isOn {
                recorder.record(.decref, storyID(target), by: describe(.slot(holder, place)))
            }
        case .hidden:
            records[target.index].hidden -= 1
        }
        return records[target.index].taught == 0 && records[target.index].hidden == 0
            && !records[target.index].flags.contains(.freed)
    }

    private mutating func startDying(_ ref: Ref) -> Dying {
        if recorder.isOn {
            let id = storyID(ref)
            recorder.record(.deallocate, id)
            if records[ref.index].flags.contains(.story) { recorder.freed.append(describeFreed(ref, id)) }
        }
        if records[ref.index].flags.contains(.interned), case .string(let text) = records[ref.index].value {
            interned[text] = nil
        }
        var pending: [(target: Ref, reference: Reference)] = []
        forEachReference(of: ref) { pending.append(($0, $1)) }
        if records[ref.index].flags.contains(.hasParts) {
            pending = inOrderOfDeath(ref, pending)
        } else if givesBackFromTheEnd(ref) {
            pending.reverse()
        }
        let size = sizeInMemory(ref)
        records[ref.index].flags.insert(.freed)
        return Dying(ref: ref, size: size, pending: pending)
    }

    /// Lists and tuples let go of their last item first (Objects/listobject.c, list_dealloc; tupleobject.c, tupledealloc).
    func givesBackFromTheEnd(_ ref: Ref) -> Bool {
        switch self[ref].value {
        case .list, .tuple: true
        default: false
        }
    }

    private mutating func finishDying(_ dying: Dying) {
        addresses.release(records[dying.ref.index].address, dying.size)
        if records[dying.ref.index].flags.contains(.hasParts) { parts[dying.ref] = nil }
        records[dying.ref.index] = ObjectRecord(value: .none, type: type(.object), flags: [.freed])
        freeRecords.append(dying.ref.raw)
    }

    private func describeFreed(_ ref: Ref, _ id: ObjectID) -> HeapObject {
        var object = describeObject(ref, id)
        object.refcount = 0
        object.realRefcount = nil
        object.state = .freed
        object.slots = []
        return object
    }
}
