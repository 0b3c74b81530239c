import Timelines

// Collections that start by themselves.
//
// Up to 3.11 one starts inside the allocation that passes the threshold, before the new object is followed; from 3.12 on
// it waits until the program calls a function or turns in a loop. Either way it ends at once unless it must run code of
// the program: then the interpreter takes it over after the instruction.
extension Heap {
    /// Whether the interpreter has something to do for the collector. (Asked after each instruction, and mutating for
    /// the reason that `hasDeathCall` gives.)
    package var hasCollectorWork: Bool {
        mutating get { generations.isDue || waitingCollection != nil || !endedCollections.isEmpty }
    }

    /// Counts a new container, and collects where that is due and this version does so here.
    @inline(__always)
    mutating func noteAllocation(of value: Value, _ memory: MemorySource) {
        guard value.isContainer, !value.isThereFromStart, memory != .counted else { return }
        countAllocation(from: memory == .freeList ? freeList(of: value) : nil)
    }

    /// Runs the collection that is due, if one is; the interpreter goes on with it where it must run code.
    package mutating func runDueCollection() {
        guard let generation = takeDueCollection() else { return }
        var run = beginCollection(of: generation, .threshold)
        if run.unreachable.contains(where: { runsCode($0) }) {
            waitingCollection = run
            return
        }
        endedCollections.append(finishWithoutCode(&run))
    }

    /// Runs a collection of a generation and those younger than it, of which the caller knows that no code of the program
    /// runs in it: nothing unreachable has a finalizer or a weak reference.
    package mutating func collectWithoutCode(_ generation: Int) -> Collection {
        var run = beginCollection(of: generation, .explicit)
        return finishWithoutCode(&run)
    }

    private mutating func finishWithoutCode(_ run: inout CollectorRun) -> Collection {
        endWeakReferences(&run)
        endFinalizers(&run)
        recheck(&run)
        while clearNext(&run) {}
        return endCollection(&run)
    }

    /// The generation of the collection that is due, which is to be run now.
    package mutating func takeDueCollection() -> Int? {
        generations.isDue = false
        return isCollecting ? nil : generations.due
    }

    private func runsCode(_ ref: Ref) -> Bool {
        self[ref].flags.contains(.weaklyReferenced) || isEndedByCollection(ref)
    }

    /// Hands over the collection whose code is to run now.
    package mutating func takeWaitingCollection() -> CollectorRun? {
        defer { waitingCollection = nil }
        return waitingCollection
    }

    /// Hands over the collections that have ended by themselves since this was last asked.
    package mutating func takeEndedCollections() -> [Collection] {
        defer { endedCollections = [] }
        return endedCollections
    }
}
