// The two lists that the module gc shares with the program: `gc.garbage` and `gc.callbacks`. CPython makes them when it
// starts; here each is made when it is first asked for, or first holds something.
extension Heap {
    /// The list `gc.garbage`, borrowed.
    package mutating func makeGarbageList() -> Ref {
        if garbageList.isNull { garbageList = makeCollectorList() }
        return garbageList
    }

    /// The list `gc.callbacks`, borrowed.
    package mutating func makeCallbackList() -> Ref {
        if callbackList.isNull { callbackList = makeCollectorList() }
        return callbackList
    }

    /// Whether functions are to be told of collections.
    package var hasCollectorCallbacks: Bool { !callbackList.isNull && !listItems(callbackList).isEmpty }

    /// As old as the interpreter, and not counted among what the program allocates.
    private mutating func makeCollectorList() -> Ref {
        let oldest = facts.generationCount - 1
        let ref = place(ObjectRecord(value: .list(ListValue([])), type: type(.list), flags: [.shared, .tracked]))
        records[ref.index].hidden = 1
        records[ref.index].address = staticAddresses.allocate(sizeInMemory(ref))
        records[ref.index].generation = UInt8(oldest)
        lists.append(ref, to: .generation(oldest))
        return ref
    }

    // MARK: - The permanent generation

    /// `gc.freeze()`: what the collector follows is left alone from now on (Modules/gcmodule.c, gc_freeze_impl).
    package mutating func freeze() {
        for number in 0..<facts.generationCount {
            for ref in lists.objects(in: .generation(number)) { self[ref].generation = RuntimeFacts.permanent }
            lists.merge(.generation(number), into: .permanent)
            generations.counts[number] = 0
        }
        generations.hasFrozen = true
    }

    /// `gc.unfreeze()`: it belongs to the oldest generation again.
    package mutating func unfreeze() {
        let oldest = facts.generationCount - 1
        for ref in lists.objects(in: .permanent) { self[ref].generation = UInt8(oldest) }
        lists.merge(.permanent, into: .generation(oldest))
        generations.hasFrozen = false
    }

    /// The generation of an object; nil where the collector does not follow it, or `gc.freeze()` has put it aside.
    package func generation(of ref: Ref) -> Int? {
        let generation = records[ref.index].generation
        return records[ref.index].flags.contains(.tracked) && generation != RuntimeFacts.permanent
            ? Int(generation) : nil
    }

    /// What a generation holds, in the order of its list.
    package func objects(inGeneration number: Int) -> [Ref] { lists.objects(in: .generation(number)) }
}

extension RuntimeFacts {
    /// Stands for the generation of what `gc.freeze()` has put aside.
    static let permanent: UInt8 = 3
}
