import Timelines

/// What the collector knows while it runs. Between its phases code of the program may run.
package struct CollectorRun: Sendable {
    /// What the names of the module are to the collector. In CPython they are a dict, which it follows.
    package enum ModuleNames: Sendable {
        /// The frame that runs refers to the dict, which is older than what it refers to.
        case hold
        /// No frame refers to the dict any longer. It is found through the module, after everything in the lists was
        /// held to be unreachable: what names hold comes in the order of the names, then what that holds. Measured on
        /// 3.11.7 by the order of finalizers at the end of a program.
        case holdLast
        /// The module is gone, and its dict is unreachable with all that it refers to.
        case areGone
    }

    /// The oldest generation that is collected.
    var generation: Int
    var reason: Collection.Reason
    var names = ModuleNames.hold
    var examined: [Ref]
    /// What of it belongs to the story; the identity tells whether a record still holds the object.
    var story: [(ref: Ref, id: ObjectID)] = []
    var isExamined: [Bool] = []
    var gcRefs: [Int] = []
    var reachable: [Ref] = []
    var unreachable: [Ref] = []
    var allUnreachable: [ObjectID] = []
    var finalized: [Ref] = []
    /// What is unreachable and stays (`Uncollectable.swift`).
    var uncollectable: [Ref] = []
    /// How many objects were unreachable before any finalizer ran, where that is what is returned.
    var found = 0
    var freedReferences = 0
    /// Whether there were weak references to clear.
    var hasClearedReferences = false
    var promoted: [ObjectID] = []
    var returned = 0
    var phases: [Collection.Phase] = []
    /// The generation that survivors belong to.
    let older: Int
    /// Whether the oldest generation is collected.
    var isFull: Bool { older == generation }

    init(generation: Int, older: Int, examined: [Ref], reason: Collection.Reason) {
        self.generation = generation
        self.older = older
        self.examined = examined
        self.reason = reason
    }
}

/// What a collection does, in order. The first eight are CPython's; a plain mark and sweep has the last three, and of
/// the others those in which something happens.
enum CollectorPhase: String, Sendable {
    /// Each examined object's count is copied (Modules/gcmodule.c, update_refs).
    case copyCounts = "copy the counts"
    /// A reference from an examined object is taken off the copy (subtract_refs).
    case subtractReferences = "subtract internal references"
    /// Nothing outside refers to what is left with 0, as far as is known (move_unreachable).
    case moveUnreachable = "move the tentatively unreachable"
    /// What a reachable object refers to is reachable (move_unreachable, visit_reachable).
    case restoreReachable = "restore the reachable"
    /// Up to 3.3: what has a finalizer, and all that it refers to, is left alone (move_finalizers).
    case setFinalizersApart = "set apart what finalizers need"
    /// Weak references to it are cleared, and their callbacks run (handle_weakrefs).
    case weakReferences = "handle weak references"
    /// PEP 442 (finalize_garbage).
    case finalizers = "run finalizers"
    /// What a finalizer has brought back stays (handle_resurrected_objects).
    case recheck = "recheck for resurrection"
    /// The cycles are broken, and the counts do the rest (delete_garbage).
    case clear = "clear"
    /// What the interpreter itself refers to is marked.
    case findRoots = "find the roots"
    /// What a marked object refers to is marked.
    case mark = "mark"
    /// What is not marked is freed.
    case sweep = "sweep"
}

// The record of a collection: what a timeline has of each phase.
extension Heap {
    mutating func storyIDs(_ refs: [Ref]) -> [ObjectID] {
        refs.filter { self[$0].flags.contains(.story) }.map { storyID($0) }.sorted()
    }

    /// What of it belongs to the story. Nobody is told of a collection that no step has.
    mutating func storyOf(_ refs: [Ref]) -> [(ref: Ref, id: ObjectID)] {
        guard recorder.isOn else { return [] }
        return refs.filter { self[$0].flags.contains(.story) }.map { ($0, storyID($0)) }
    }

    /// Records what the collector knows after a phase.
    ///
    /// - Parameters:
    ///   - worklist: of a collector that marks, what it has not yet looked into.
    ///   - object: the one that it has just looked into.
    mutating func endPhase(
        _ phase: CollectorPhase, _ run: inout CollectorRun, worklist: [Ref]? = nil, object: Ref? = nil
    ) {
        guard recorder.isOn else { return }
        recorder.record(.gcPhase, by: phase.rawValue)
        let story = run.story.filter { isAlive($0.ref) && hasIdentity($0.ref, $0.id) }
        let alive = Set(story.map(\.ref))
        let counts = run.gcRefs.isEmpty ? [] : story.map { ($0.id, run.gcRefs[$0.ref.index]) }
        let record = Collection.Phase(
            name: phase.rawValue, gcRefs: Dictionary(uniqueKeysWithValues: counts),
            reachable: storyIDs(run.reachable.filter { alive.contains($0) }),
            unreachable: storyIDs(run.unreachable.filter { alive.contains($0) }),
            worklist: worklist.map { $0.filter { alive.contains($0) }.map { storyID($0) } },
            object: object.map { storyID($0) })
        run.phases.append(record)
        if recorder.keepsPhases { recorder.keep(record, stateDuringCollection()) }
    }

    /// Memory in the middle of an instruction: what only the instruction holds is in use.
    private mutating func stateDuringCollection() -> MemoryState {
        var state = state()
        guard state.objects.contains(where: { $0.state == .unreachable }) else { return state }
        let isHeld = heldFromOutside()
        let held = Set(liveRefs.filter { isHeld[$0.index] && records[$0.index].story > 0 }.map { storyID($0) })
        for index in state.objects.indices
        where state.objects[index].state == .unreachable && held.contains(state.objects[index].id) {
            state.objects[index].state = .live
            state.objects[index].keptBy = [HiddenReason.running.rawValue]
        }
        return state
    }

    /// By record, whether an object is referred to from anywhere but other objects, or by one that is: what has more
    /// references than objects hold, and all that it leads to. In the middle of an instruction that is more than
    /// `reachable()`, which knows only what frames and the interpreter hold.
    func heldFromOutside() -> [Bool] {
        var rest = records.map { $0.flags.contains(.freed) ? 0 : Int($0.taught) + Int($0.hidden) }
        let live = liveRefs
        for ref in live { forEachReference(of: ref) { target, _ in rest[target.index] -= 1 } }
        var marks = [Bool](repeating: false, count: records.count)
        var work: [Ref] = []
        for ref in live where rest[ref.index] > 0 || records[ref.index].flags.contains(.shared) {
            marks[ref.index] = true
            work.append(ref)
        }
        while let ref = work.popLast() {
            forEachReference(of: ref) { target, _ in
                if !marks[target.index] {
                    marks[target.index] = true
                    work.append(target)
                }
            }
        }
        return marks
    }
}
