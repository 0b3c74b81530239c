import Timelines

// CPython's cyclic collector (Modules/gcmodule.c, gc_collect_main), over all generations.
extension Heap {
    /// Whether a new object is followed from the start: containers are, values are not. Dicts join when they get
    /// something that can be followed (Objects/dictobject.c, MAINTAIN_TRACKING).
    func startsTracked(_ ref: Ref) -> Bool {
        if isOwnInstance(ref) { return true }
        switch self[ref].value {
        case .list, .instance, .userClass, .function, .module, .boundMethod, .iterator, .adapter, .dictView, .cell,
            .set, .slice, .exception, .traceback, .frame, .generator, .property, .wrappedMethod, .superObject,
            .member, .classDict:
            return true
        case .tuple(let items): return !items.isEmpty
        case .native(_, let receiver): return !receiver.isNull
        default: return false
        }
    }

    /// Follows a dict from now on where what was put into it can be part of a cycle.
    package mutating func trackDict(_ dict: Ref, holding value: Ref) {
        guard !self[dict].flags.contains(.tracked), canBeTracked(value) else { return }
        self[dict].flags.insert(.tracked)
    }

    func canBeTracked(_ ref: Ref) -> Bool {
        switch self[ref].value {
        case .none, .int, .bigInt, .float, .string, .range, .builtinType, .code: false
        case .dict, .tuple: self[ref].flags.contains(.tracked)
        case .native(_, let receiver): !receiver.isNull
        default: true
        }
    }

    /// Runs a full collection, frees what is unreachable, and reports what each phase found.
    package mutating func collect(reason: Collection.Reason) -> Collection {
        if recorder.isOn { recorder.record(.gcStart, by: "generation 2") }
        var run = CollectorRun(examined: liveRefs.filter { self[$0].flags.contains(.tracked) }, size: records.count)
        copyCounts(&run)
        subtractInternalReferences(&run)
        moveUnreachable(&run)
        restoreReachable(&run)
        for name in ["handle weak references", "run finalizers", "recheck for resurrection"] { endPhase(name, &run) }
        let returned = countUnreachable(run)
        let unreachable = storyIDs(run.unreachable)
        let promoted = promoteSurvivors(run)
        untrackTuples(run.reachable)
        clear(run.unreachable)
        endPhase("clear", &run)
        if recorder.isOn { recorder.record(.gcEnd, by: "generation 2") }
        return Collection(
            generation: 2, reason: reason, examined: storyIDs(run.examined), phases: run.phases,
            unreachable: unreachable, promoted: promoted, returned: returned)
    }

    private mutating func copyCounts(_ run: inout CollectorRun) {
        for ref in run.examined {
            run.isExamined[ref.index] = true
            run.gcRefs[ref.index] = realCount(ref)
        }
        endPhase("copy the counts", &run)
    }

    private mutating func subtractInternalReferences(_ run: inout CollectorRun) {
        for ref in run.examined {
            forEachReference(of: ref) { target, _ in
                if run.isExamined[target.index] { run.gcRefs[target.index] -= 1 }
            }
        }
        endPhase("subtract internal references", &run)
    }

    /// What nothing outside refers to is unreachable until proven otherwise.
    private mutating func moveUnreachable(_ run: inout CollectorRun) {
        run.reachable = run.examined.filter { run.gcRefs[$0.index] > 0 }
        run.unreachable = run.examined.filter { run.gcRefs[$0.index] <= 0 }
        endPhase("move the tentatively unreachable", &run)
    }

    /// What a reachable object refers to is reachable.
    private mutating func restoreReachable(_ run: inout CollectorRun) {
        var isReachable = [Bool](repeating: false, count: records.count)
        for ref in run.reachable { isReachable[ref.index] = true }
        var work = run.reachable
        while let ref = work.popLast() {
            forEachReference(of: ref) { target, _ in
                guard run.isExamined[target.index], !isReachable[target.index] else { return }
                isReachable[target.index] = true
                run.gcRefs[target.index] = 1
                work.append(target)
            }
        }
        run.reachable = run.examined.filter { isReachable[$0.index] }
        run.unreachable = run.examined.filter { !isReachable[$0.index] }
        endPhase("restore the reachable", &run)
    }

    /// How many objects `gc.collect()` says it found: each unreachable one, and the parts of it that the collector
    /// follows on their own.
    private func countUnreachable(_ run: CollectorRun) -> Int {
        run.unreachable.reduce(0) { count, ref in
            switch self[ref].value {
            case .userClass(let info):
                return count + 1 + trackedParts(of: info)
            case .function(let info):
                return count + 1 + (info.closure.isEmpty ? 0 : RuntimeFacts.trackedPartsOfClosure)
            default:
                return count + 1 + (hasTrackedDict(ref) ? 1 : 0)
            }
        }
    }

    private mutating func promoteSurvivors(_ run: CollectorRun) -> [ObjectID] {
        var promoted: [Ref] = []
        for ref in run.reachable where self[ref].generation < 2 {
            self[ref].generation = 2
            promoted.append(ref)
        }
        let ids = storyIDs(promoted)
        if recorder.isOn {
            for id in ids { recorder.record(.promote, id, by: "generation 2") }
        }
        return ids
    }

    /// A tuple of nothing but values cannot be part of a cycle, and is not followed any longer
    /// (Objects/tupleobject.c, _PyTuple_MaybeUntrack).
    private mutating func untrackTuples(_ refs: [Ref]) {
        for ref in refs {
            if case .userClass(var info) = self[ref].value, info.basesAreTracked {
                info.basesAreTracked = false
                self[ref].value = .userClass(info)
            }
            guard case .tuple(let items) = self[ref].value, !items.contains(where: { canBeTracked($0) }) else {
                continue
            }
            self[ref].flags.remove(.tracked)
        }
    }

    /// Breaks the cycles: each object in turn lets go of what it refers to (`tp_clear`), and the counts do the rest.
    private mutating func clear(_ refs: [Ref]) {
        for ref in refs where isAlive(ref) {
            retain(ref)
            let references = takeOut(ref)
            for (target, place) in references { drop(target, .slot(ref, place)) }
            clearTables(ref)
            release(ref)
        }
    }

    /// The resolution order and the descriptors of a class let go of it (Objects/typeobject.c, type_clear).
    private mutating func clearTables(_ ref: Ref) {
        guard case .userClass(var info) = self[ref].value else { return }
        let count = internalReferences(of: info)
        info.hasTables = false
        let machinery = info.namespace.values + [info.orderTuple].filter { !$0.isNull }
        info.orderIsGone = !info.orderTuple.isNull
        info.orderTuple = .null
        info.namespace = Namespace()
        self[ref].value = .userClass(info)
        for value in machinery { release(value) }
        for _ in 0..<count { release(ref) }
    }

    /// Empties an object and returns what it referred to by its slots.
    private mutating func takeOut(_ ref: Ref) -> [(Ref, SlotPlace)] {
        guard self[ref].flags.contains(.showsReferences) else { return [] }
        var taken: [(Ref, SlotPlace)] = []
        forEachSlot(of: ref) { taken.append(($0, $1)) }
        if self[ref].flags.contains(.hasParts) { parts[ref] = InstanceParts() }
        switch self[ref].value {
        case .list: self[ref].value = .list(ListValue([]))
        case .dict: self[ref].value = .dict(DictTable())
        case .set: self[ref].value = .set(SetTable(facts.setRules))
        case .instance: self[ref].value = .instance(Namespace())
        case .cell: self[ref].value = .cell(.null)
        case .userClass(var info):
            taken.removeAll { $0.1 == .fixed("__bases__") }
            var machinery = Namespace()
            for (key, value) in zip(info.namespace.keys, info.namespace.values) where isMachinery(key, value) {
                _ = machinery.set(key, value)
            }
            info.namespace = machinery
            self[ref].value = .userClass(info)
        case .exception(var info):
            (info.traceback, info.context, info.cause) = (.null, .null, .null)
            info.attributes = Namespace()
            taken.removeAll { $0.1 == .fixed("args") }
            self[ref].value = .exception(info)
        case .frame(var info):
            info.values = info.values.map { _ in .null }
            self[ref].value = .frame(info)
        case .generator(var info):
            info.values = info.values.map { _ in .null }
            self[ref].value = .generator(info)
        case .function(var info):
            info.defaults = .null
            info.keywordDefaults = .null
            info.closure = []
            info.closureNames = []
            info.attributes = Namespace()
            self[ref].value = .function(info)
        default:
            // What a tuple or a bound method refers to is let go of when it is deallocated.
            taken.removeAll { !isPart($0.1) }
        }
        return taken
    }

    private mutating func storyIDs(_ refs: [Ref]) -> [ObjectID] {
        refs.filter { self[$0].flags.contains(.story) }.map { storyID($0) }.sorted()
    }

    private mutating func endPhase(_ name: String, _ run: inout CollectorRun) {
        if recorder.isOn { recorder.record(.gcPhase, by: name) }
        let story = run.examined.filter { isAlive($0) && self[$0].flags.contains(.story) }
        run.phases.append(
            Collection.Phase(
                name: name,
                gcRefs: Dictionary(uniqueKeysWithValues: story.map { (storyID($0), run.gcRefs[$0.index]) }),
                reachable: storyIDs(run.reachable.filter { isAlive($0) }),
                unreachable: storyIDs(run.unreachable.filter { isAlive($0) })))
    }
}

/// What the collector knows while it runs.
private struct CollectorRun {
    var examined: [Ref]
    var isExamined: [Bool]
    var gcRefs: [Int]
    var reachable: [Ref] = []
    var unreachable: [Ref] = []
    var phases: [Collection.Phase] = []

    init(examined: [Ref], size: Int) {
        self.examined = examined
        self.isExamined = [Bool](repeating: false, count: size)
        self.gcRefs = [Int](repeating: 0, count: size)
    }
}
