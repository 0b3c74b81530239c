import Timelines

// Deallocation: what happens when the last reference to an object is gone.
//
// 1. The object dies, and what it referred to gives back a reference; what dies by that goes first. The pending work is
//    kept in an array and not on the call stack, so that a chain of any length can fall.
// 2. Where a death runs code of the program, the cascade pauses (`Cascades.swift`): the interpreter takes what is to run
//    with `openDeathCall`, runs it, and lets the cascade go on with `closeDeathCall`.
// 3. What else loses its last reference while a cascade is paused waits for it with that reference, so that the order
//    of deaths is CPython's, in which code runs at once.

/// What an object that dies goes through.
enum DeathStage: Sendable {
    /// `__del__`, or GeneratorExit in a generator that waits. The object may come back to life.
    case finalizer
    /// Weak references to it are cleared, and their callbacks run.
    case weakReferences
}

/// An object that is being deallocated and what it has still to give back.
struct Dying: Sendable {
    /// Null where what is given back belonged to the interpreter.
    var ref: Ref
    /// What comes before the object gives back its references, the first stage last.
    var stages: [DeathStage] = []
    /// Whether it counts for the depth at which CPython puts off deallocations.
    var isInTrashcan = false
    /// Whether it stands for those whose deallocation was put off.
    var emptiesTrashcan = false
    /// Whether its references have been taken out.
    var isOpen = false
    var size = 0
    var pending: [(target: Ref, reference: Reference)] = []
    var next = 0
    /// Weak references that have been cleared and whose callbacks have still to run, each with its callback.
    var callbacks: [WeakCallback] = []
    var nextCallback = 0
}

extension Heap {
    /// Deallocates an object whose last reference is gone, and what dies with it, depth first as CPython does: what
    /// the first child takes along is gone before the second child loses its reference.
    mutating func deallocate(_ ref: Ref) {
        if cascade.call != nil {
            records[ref.index].hidden += 1
            cascade.postponed.append(ref)
            return
        }
        startDying(ref)
        runCascade()
    }

    /// Goes on with the innermost cascade until it has come to its end or code must run.
    mutating func runCascade() {
        while cascade.call == nil {
            guard let top = cascade.dying.indices.last else {
                if startPostponed() { continue }
                return
            }
            if let stage = cascade.dying[top].stages.last {
                pass(stage, at: top)
            } else if cascade.dying[top].emptiesTrashcan {
                emptyTrashcan()
            } else if !cascade.dying[top].isOpen {
                open(top)
            } else if cascade.dying[top].next < cascade.dying[top].pending.count {
                let (target, reference) = cascade.dying[top].pending[cascade.dying[top].next]
                cascade.dying[top].next += 1
                if giveBack(target, reference, holder: cascade.dying[top].ref) { startDying(target) }
            } else {
                finishDying(cascade.dying.removeLast())
            }
        }
    }

    /// Takes one reference away; true where it was the last one.
    private mutating func giveBack(_ target: Ref, _ reference: Reference, holder: Ref) -> Bool {
        switch reference {
        case .slot(let place):
            records[target.index].taught -= 1
            if recorder.isOn, !isInternal(target) {
                recorder.record(.decref, storyID(target), by: describe(.slot(holder, place)))
            }
        case .hidden:
            records[target.index].hidden -= 1
        }
        return records[target.index].taught == 0 && records[target.index].hidden == 0
            && !records[target.index].flags.contains(.freed)
    }

    private mutating func startDying(_ ref: Ref) {
        var dying = Dying(ref: ref)
        if isInTrashcan(ref) {
            if trashcan.depth >= facts.trashcanDepth {
                trashcan.refs.append(ref)
                return
            }
            trashcan.depth += 1
            dying.isInTrashcan = true
        }
        lists.remove(ref)
        dying.stages = stages(of: ref)
        cascade.dying.append(dying)
    }

    /// Takes out what an object refers to; from here on it is gone.
    private mutating func open(_ top: Int) {
        let ref = cascade.dying[top].ref
        if recorder.isOn, !isInternal(ref) {
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
        forgetWeakReference(ref)
        cascade.dying[top].pending = pending
        cascade.dying[top].size = sizeInMemory(ref)
        cascade.dying[top].isOpen = true
        records[ref.index].flags.insert(.freed)
    }

    /// Lists and tuples let go of their last item first (Objects/listobject.c, list_dealloc; tupleobject.c, tupledealloc).
    func givesBackFromTheEnd(_ ref: Ref) -> Bool {
        switch self[ref].value {
        case .list, .tuple: true
        default: false
        }
    }

    private mutating func finishDying(_ dying: Dying) {
        if !dying.ref.isNull {
            countReleaseOfParts(dying.ref)
            countRelease(of: records[dying.ref.index].value, records[dying.ref.index].type)
            addresses.release(records[dying.ref.index].address, dying.size)
            if records[dying.ref.index].flags.contains(.hasParts) { parts[dying.ref] = nil }
            if sharing.isOn { forgetSharing(dying.ref) }
            records[dying.ref.index] = ObjectRecord(value: .none, type: type(.object), flags: [.freed])
            freeRecords.append(dying.ref.raw)
        }
        if dying.isInTrashcan { leaveTrashcan() }
    }

    /// Lets go of what the interpreter held, the first one first.
    mutating func giveBackHidden(_ refs: [Ref]) {
        var dying = Dying(ref: .null)
        dying.pending = refs.map { ($0, .hidden(.deallocation)) }
        dying.isOpen = true
        cascade.dying.append(dying)
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

// MARK: - Depth

/// Objects whose deallocation CPython puts off where it would nest too deep (Objects/object.c, _PyTrash_begin and
/// _PyTrash_thread_destroy_chain): what is put off last comes first.
struct Trashcan: Sendable {
    /// How many deallocations of containers are open inside one another.
    var depth = 0
    var refs: [Ref] = []
}

extension Heap {
    /// Whether the deallocation of an object counts for the depth and can be put off (Py_TRASHCAN_BEGIN in the
    /// deallocators of Objects/).
    private func isInTrashcan(_ ref: Ref) -> Bool {
        switch records[ref.index].value {
        case .list, .tuple, .dict, .set, .instance, .exception, .traceback, .frame: true
        default: false
        }
    }

    /// A container's deallocation is over. Once few enough are open, those that were put off follow.
    mutating func leaveTrashcan() {
        trashcan.depth -= 1
        guard trashcan.depth < facts.trashcanIsEmptiedBelow, !trashcan.refs.isEmpty else { return }
        trashcan.depth += 1
        cascade.dying.append(Dying(ref: .null, emptiesTrashcan: true))
    }

    private mutating func emptyTrashcan() {
        if let ref = trashcan.refs.popLast() {
            startDying(ref)
        } else {
            cascade.dying.removeLast()
            trashcan.depth -= 1
        }
    }
}
