import Timelines

// CPython's cyclic collector (Modules/gcmodule.c, gc_collect_main), over all generations.
extension Heap {
    /// Whether a new object is followed from the start: containers are, values are not. Dicts join when they get
    /// something that can be followed (Objects/dictobject.c, MAINTAIN_TRACKING).
    func startsTracked(_ ref: Ref) -> Bool {
        if isOwnInstance(ref) { return !isOutsideCollector(self[ref].type, self[ref].value) }
        if case .dict = self[ref].value { return false }
        return self[ref].value.isContainer && !isOutsideCollector(self[ref].type, self[ref].value)
    }

    /// Follows a dict from now on where what was put into it can be part of a cycle.
    package mutating func trackDict(_ dict: Ref, holding value: Ref) {
        guard !self[dict].flags.contains(.tracked), canBeTracked(value) else { return }
        track(dict)
    }

    /// Whether an object may be part of a cycle (Include/internal/pycore_object.h, _PyObject_GC_MAY_BE_TRACKED).
    func canBeTracked(_ ref: Ref) -> Bool {
        if isOwnInstance(ref) { return !isOutsideCollector(self[ref].type, self[ref].value) }
        return switch self[ref].value {
        case .none, .int, .bigInt, .float, .complex, .string, .bytes, .range, .rangeIterator, .builtinType, .code: false
        case .tuple: self[ref].flags.contains(.tracked)
        case .array: facts.arraysAreTracked
        default: true
        }
    }

    /// Follows an object from now on: it is the youngest.
    mutating func track(_ ref: Ref) {
        guard !self[ref].flags.contains(.tracked) else { return }
        self[ref].flags.insert(.tracked)
        if self[ref].value.isThereFromStart {
            self[ref].generation = UInt8(facts.generationCount - 1)
            lists.append(ref, to: .generation(facts.generationCount - 1))
        } else {
            lists.append(ref, to: .young)
        }
    }

    /// Whether the collector knows nothing of the instances of a class: they have room for nothing, where that makes a
    /// difference.
    @inline(__always)
    func isOutsideCollector(_ type: Ref, _ value: Value) -> Bool {
        if case .array = value { return !facts.arraysAreTracked }
        guard facts.instancesWithoutRoomAreOutside else { return false }
        switch value {
        case .instance: return hasNoRoom(type)
        case .int, .bigInt, .float, .complex, .string, .bytes: return facts.hasLong ? false : hasNoRoom(type)
        default: return false
        }
    }

    private func hasNoRoom(_ type: Ref) -> Bool {
        guard case .userClass(let info) = records[type.index].value else { return false }
        return !info.hasDict && !info.hasWeakReferences && info.memberCount == 0
    }

    mutating func untrack(_ ref: Ref) {
        self[ref].flags.remove(.tracked)
        lists.remove(ref)
    }

    // MARK: - What is unreachable

    /// Starts a collection of a generation and those younger than it: finds what is unreachable, and makes what is not
    /// older.
    package mutating func beginCollection(
        of asked: Int, _ reason: Collection.Reason, names: CollectorRun.ModuleNames = .hold
    ) -> CollectorRun {
        let generation = min(asked, facts.generationCount - 1)
        generations.beginCollection(of: generation)
        isCollecting = true
        recorder.startPhase()
        if recorder.isOn { recorder.record(.gcStart, by: "generation \(generation)") }
        let examined = TrackedLists.List.generation(generation)
        for number in 0..<generation { lists.merge(.generation(number), into: examined) }
        var run = CollectorRun(
            generation: generation, older: min(generation + 1, facts.generationCount - 1),
            examined: lists.objects(in: examined), reason: reason)
        run.names = names
        run.story = storyOf(run.examined)
        findUnreachable(&run)
        run.allUnreachable = storyIDs(run.unreachable)
        for ref in run.unreachable { lists.move(ref, to: .unreachable) }
        if facts.cyclesWithFinalizersStay {
            setUncollectableApart(&run)
            endPhase(.setFinalizersApart, &run)
        }
        if facts.countsBeforeFinalizers { run.found = count(run.unreachable) }
        for ref in run.reachable { lists.move(ref, to: .generation(run.older)) }
        untrackTuples(run.reachable)
        if run.isFull { untrackDicts(run.reachable) }
        let survivors = run.reachable.reduce(0) { $0 + (self[$1].flags.contains(.tracked) ? 1 : 0) }
        generations.endSearch(of: generation, survivors: survivors)
        run.promoted = promoteSurvivors(run)
        return run
    }

    /// Divides what is examined by whether something outside refers to it (Modules/gcmodule.c, deduce_unreachable).
    private mutating func findUnreachable(_ run: inout CollectorRun) {
        run.isExamined = [Bool](repeating: false, count: records.count)
        for ref in run.examined { run.isExamined[ref.index] = true }
        if facts.marksAndSweeps {
            markReachable(&run)
            return
        }
        run.gcRefs = [Int](repeating: 0, count: records.count)
        for ref in run.examined { run.gcRefs[ref.index] = realCount(ref) }
        endPhase(.copyCounts, &run)
        subtractInternalReferences(&run)
        if run.names == .areGone { subtractNames(from: &run.gcRefs, run.isExamined) }
        endPhase(.subtractReferences, &run)
        run.reachable = run.examined.filter { run.gcRefs[$0.index] > 0 }
        run.unreachable = run.examined.filter { run.gcRefs[$0.index] <= 0 }
        endPhase(.moveUnreachable, &run)
        restoreReachable(&run)
        endPhase(.restoreReachable, &run)
    }

    private func subtractInternalReferences(_ run: inout CollectorRun) {
        for ref in run.examined {
            forEachFollowed(by: ref) { target in
                if run.isExamined[target.index] { run.gcRefs[target.index] -= 1 }
            }
        }
    }

    /// Takes away the references that the names of the module hold.
    func subtractNames(from refs: inout [Int], _ isExamined: [Bool]) {
        guard let module = frames.first else { return }
        for value in module.namespace.values where isExamined[value.index] { refs[value.index] -= 1 }
    }

    /// Whether a function or a generator of the program is alive: it holds the module's namespace.
    package var functionsHoldModule: Bool {
        liveRefs.contains { ref in
            switch self[ref].value {
            case .function, .generator: true
            default: false
            }
        }
    }

    /// What an object refers to, in the order in which the collector visits it: lists and tuples from the end
    /// (Objects/listobject.c, list_traverse; tupleobject.c, tupletraverse).
    func followed(by ref: Ref) -> [Ref] {
        var targets: [Ref] = []
        forEachFollowed(by: ref) { targets.append($0) }
        return givesBackFromTheEnd(ref) ? targets.reversed() : targets
    }

    /// Visits what the collector finds through an object.
    private func forEachFollowed(by ref: Ref, _ visit: (Ref) -> Void) {
        guard facts.dictsLeaveAttributesInPlace else {
            forEachReference(of: ref) { target, _ in visit(target) }
            return
        }
        if self[ref].flags.contains(.inlineDict) { return }
        forEachReference(of: ref) { target, reference in
            guard case .slot(.fixed("__dict__")) = reference, self[target].flags.contains(.inlineDict) else {
                visit(target)
                return
            }
            forEachSlot(of: target) { value, place in if case .dictValue = place { visit(value) } }
        }
    }

    // MARK: - Weak references and finalizers

    /// Clears the weak references to what is unreachable and those inside it, and returns those outside whose callbacks
    /// are to run, each held by the collector (Modules/gcmodule.c, handle_weakrefs).
    package mutating func clearWeakReferences(_ run: inout CollectorRun) -> [WeakCallback] {
        let lost = Set(run.unreachable)
        var calls: [WeakCallback] = []
        for ref in run.unreachable {
            if case .weakReference(var info) = self[ref].value, !info.target.isNull {
                forgetWeakReference(ref)
                info.target = .null
                self[ref].value = .weakReference(info)
                if recorder.isOn { recorder.record(.weakrefCleared, storyID(ref)) }
                run.hasClearedReferences = true
            }
            if self[ref].flags.contains(.weaklyReferenced) { run.hasClearedReferences = true }
            for reference in clearWeakReferences(to: ref) where !lost.contains(reference) {
                guard let info = weakReference(reference) else { continue }
                retain(reference)
                heldByCollector.append(reference)
                calls.append(WeakCallback(reference: reference, callback: info.callback))
            }
        }
        return calls
    }

    /// The callback of a weak reference has run. Where the reference goes with it, the collection counts it.
    package mutating func endCallback(_ call: WeakCallback, _ run: inout CollectorRun) {
        if realCount(call.reference) == 1 { run.freedReferences += 1 }
        letGo(call.reference)
    }

    package mutating func endWeakReferences(_ run: inout CollectorRun) {
        if !facts.marksAndSweeps || run.hasClearedReferences { endPhase(.weakReferences, &run) }
    }

    /// The next unreachable object whose finalizer is to run; the collector holds it until `endFinalizer`. Nil where
    /// there is none (Modules/gcmodule.c, finalize_garbage).
    package mutating func nextFinalizer(_ run: inout CollectorRun) -> Ref? {
        while let ref = lists.first(.unreachable) {
            lists.move(ref, to: .seen)
            guard isEndedByCollection(ref), !self[ref].flags.contains(.finalized) else { continue }
            self[ref].flags.insert(.finalized)
            retain(ref)
            heldByCollector.append(ref)
            return ref
        }
        endFinalizers(&run)
        return nil
    }

    mutating func endFinalizers(_ run: inout CollectorRun) {
        if facts.cyclesWithFinalizersStay || facts.marksAndSweeps && run.finalized.isEmpty { return }
        endPhase(.finalizers, &run)
    }

    /// The finalizer of an object has run.
    package mutating func endFinalizer(of ref: Ref, _ run: inout CollectorRun) {
        run.finalized.append(ref)
        letGo(ref)
    }

    private mutating func letGo(_ ref: Ref) {
        if let place = heldByCollector.lastIndex(of: ref) { heldByCollector.remove(at: place) }
        release(ref)
    }

    /// Finds out what the finalizers have brought back to life: that is old from now on
    /// (Modules/gcmodule.c, handle_resurrected_objects).
    package mutating func recheck(_ run: inout CollectorRun) {
        lists.merge(.seen, into: .unreachable)
        var again = CollectorRun(
            generation: run.generation, older: run.older, examined: lists.objects(in: .unreachable),
            reason: run.reason)
        again.names = run.names
        let isTold = recorder.isOn
        recorder.isOn = false
        findUnreachable(&again)
        recorder.isOn = isTold
        let resurrected = again.reachable
        if facts.resurrectionSavesAll, !resurrected.isEmpty {
            again.reachable = again.examined
            again.unreachable = []
        }
        for ref in again.unreachable { lists.move(ref, to: .stillUnreachable) }
        for ref in again.reachable { makeOlder(ref, run) }
        if recorder.isOn {
            for ref in resurrected where run.finalized.contains(ref) { recorder.record(.resurrect, storyID(ref)) }
        }
        run.reachable += again.reachable
        run.unreachable = again.unreachable
        if !facts.cyclesWithFinalizersStay, !facts.marksAndSweeps || !run.finalized.isEmpty { endPhase(.recheck, &run) }
        run.returned = (facts.countsBeforeFinalizers ? run.found : count(run.unreachable)) + run.freedReferences
    }

    // MARK: - Clearing

    /// Breaks the cycles: the next unreachable object lets go of what it refers to (`tp_clear`), and the counts do the
    /// rest. False where none is left (Modules/gcmodule.c, delete_garbage).
    package mutating func clearNext(_ run: inout CollectorRun) -> Bool {
        guard let ref = lists.first(.stillUnreachable) else { return false }
        lists.move(ref, to: .generation(run.older))
        if generations.debug.contains(.saveAll) {
            self[ref].generation = UInt8(run.older)
            keepAsGarbage(ref)
            return true
        }
        retain(ref)
        dropHiddenCallback(of: ref)
        let references = takeOut(ref)
        for (target, place) in references { drop(target, .slot(ref, place)) }
        clearTables(ref)
        release(ref)
        if isAlive(ref) { self[ref].generation = UInt8(run.older) }
        return true
    }

    mutating func makeOlder(_ ref: Ref, _ run: CollectorRun) {
        lists.move(ref, to: .generation(run.older))
        self[ref].generation = UInt8(run.older)
    }

    package mutating func endCollection(_ run: inout CollectorRun) -> Collection {
        keepGarbage(&run)
        if run.isFull { generations.freeLists = FreeLists() }
        isCollecting = false
        endPhase(facts.marksAndSweeps ? .sweep : .clear, &run)
        if recorder.isOn { recorder.record(.gcEnd, by: "generation \(run.generation)") }
        return Collection(
            generation: run.generation, reason: run.reason, examined: run.story.map(\.id).sorted(), phases: run.phases,
            unreachable: run.allUnreachable, uncollectable: storyIDs(run.uncollectable), promoted: run.promoted,
            returned: run.returned)
    }

    /// How many objects `gc.collect()` says it found: each unreachable one, and the parts of it that the collector
    /// follows on their own.
    func count(_ refs: [Ref]) -> Int {
        refs.reduce(0) { count, ref in
            switch self[ref].value {
            case .userClass(let info): return count + 1 + trackedParts(of: info, ref)
            case .function(let info):
                return count + 1 + (info.closure.isEmpty ? 0 : RuntimeFacts.trackedPartsOfClosure)
            case .generator(let info) where facts.framesAreObjects && info.frame.object.isNull:
                return count + (info.state == .created || info.state == .suspended ? 2 : 1)
            case .instance(let namespace) where needsDict(ref):
                return count + 1 + (namespace.values.contains { canBeTracked($0) } ? 1 : 0)
            default:
                return count + 1 + (hasTrackedDict(ref) ? 1 : 0)
            }
        }
    }

    private mutating func promoteSurvivors(_ run: CollectorRun) -> [ObjectID] {
        var promoted: [Ref] = []
        let older = run.older
        for ref in run.reachable where self[ref].generation < older {
            self[ref].generation = UInt8(older)
            promoted.append(ref)
        }
        let ids = storyIDs(promoted)
        if recorder.isOn {
            for id in ids { recorder.record(.promote, id, by: "generation \(older)") }
        }
        return ids
    }

    /// A tuple of nothing but values cannot be part of a cycle, and is not followed any longer
    /// (Objects/tupleobject.c, _PyTuple_MaybeUntrack).
    private mutating func untrackTuples(_ refs: [Ref]) {
        for ref in refs {
            guard case .tuple(let items) = self[ref].value, !isOwnInstance(ref),
                !items.contains(where: { canBeTracked($0) })
            else { continue }
            untrack(ref)
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

    /// A full collection no longer follows dicts in which nothing can be part of a cycle (Objects/dictobject.c,
    /// _PyDict_MaybeUntrack).
    private mutating func untrackDicts(_ refs: [Ref]) {
        for ref in refs {
            guard case .dict = self[ref].value, !isOwnInstance(ref) else { continue }
            var canBePartOfCycle = false
            forEachSlot(of: ref) { target, _ in canBePartOfCycle = canBePartOfCycle || canBeTracked(target) }
            if !canBePartOfCycle { untrack(ref) }
        }
    }

    /// Empties an object and returns what it referred to by its slots.
    private mutating func takeOut(_ ref: Ref) -> [(Ref, SlotPlace)] {
        guard self[ref].flags.contains(.showsReferences) else { return [] }
        var taken: [(Ref, SlotPlace)] = []
        forEachSlot(of: ref) { taken.append(($0, $1)) }
        if self[ref].flags.contains(.hasParts) { parts[ref] = InstanceParts() }
        switch self[ref].value {
        case .list: self[ref].value = .list(ListValue([]))
        case .dict: self[ref].value = .dict(facts.emptyDict)
        case .set: self[ref].value = .set(SetTable(facts.setRules))
        case .instance:
            self[ref].value = .instance(Namespace())
            countReleaseOfDict(ref)
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
            countReleaseOfParts(ref)
            info.defaults = .null
            info.keywordDefaults = .null
            info.closure = []
            info.closureNames = []
            info.attributes = Namespace()
            self[ref].value = .function(info)
        case .weakReference(var info):
            forgetWeakReference(ref)
            (info.target, info.callback) = (.null, .null)
            self[ref].value = .weakReference(info)
        default:
            // What a tuple or a bound method refers to is let go of when it is deallocated.
            taken.removeAll { !isPart($0.1) }
        }
        return taken
    }
}
