// Cycles with finalizers, as the collector treats them up to 3.3 (Modules/gcmodule.c, move_finalizers,
// move_finalizer_reachable, handle_garbage), and what a resurrection saves.
extension RuntimeFacts {
    /// Whether the collector runs no finalizer: what has one and is unreachable stays, with all that it refers to, and
    /// `gc.garbage` holds it (PEP 442 ends that in 3.4).
    var cyclesWithFinalizersStay: Bool { !since(3, 4) }

    /// Whether a finalizer that brings one object back to life saves all that was found with it until the next
    /// collection (Modules/gcmodule.c, check_garbage, until 3.8).
    var resurrectionSavesAll: Bool { !since(3, 9) }

    /// Whether `gc.collect()` tells how many objects were found, and not how many are left when finalizers have run
    /// (Modules/gcmodule.c, collect, until 3.6). Measured with objects that save themselves.
    var countsBeforeFinalizers: Bool { !since(3, 7) }
}

extension Heap {
    /// Takes out of what is unreachable what has a finalizer, and all that it refers to.
    mutating func setUncollectableApart(_ run: inout CollectorRun) {
        let isUnreachable = Set(run.unreachable)
        var order = run.unreachable.filter { hasFinalizer($0) }
        var isKept = Set(order)
        var next = 0
        while next < order.count {
            for target in followed(by: order[next]) where isUnreachable.contains(target) {
                if isKept.insert(target).inserted { order.append(target) }
            }
            next += 1
        }
        for ref in order { lists.move(ref, to: .uncollectable) }
        run.unreachable.removeAll { isKept.contains($0) }
    }

    /// What stays, and has not died with what was cleared, is older from now on; `gc.garbage` holds what has a finalizer.
    mutating func keepGarbage(_ run: inout CollectorRun) {
        run.uncollectable = lists.objects(in: .uncollectable)
        run.returned += count(run.uncollectable)
        for ref in run.uncollectable {
            makeOlder(ref, run)
            if generations.debug.contains(.saveAll) || hasFinalizer(ref) { keepAsGarbage(ref) }
        }
    }

    /// Puts an object at the end of `gc.garbage`.
    mutating func keepAsGarbage(_ ref: Ref) {
        let list = makeGarbageList()
        retain(ref)
        append(ref, to: list)
    }

    /// Whether `gc.garbage` has less in it than CPython's: there the dicts of instances, and what else the collector
    /// follows for a class or a function, are objects of their own.
    package var garbageLacksParts: Bool {
        guard generations.debug.contains(.saveAll), !garbageList.isNull,
            case .list(let list) = self[garbageList].value
        else { return false }
        return list.items.contains { hasPartsOfItsOwn($0) }
    }

    /// Whether CPython's collector follows further objects for this one that are none in the model: the dict of an
    /// instance, the tables of a class, the tuple of a function's cells, the frame of a generator that waits.
    package func hasPartsOfItsOwn(_ ref: Ref) -> Bool {
        switch records[ref.index].value {
        case .userClass, .frame, .traceback: true
        case .function(let info): !info.closure.isEmpty
        case .generator: facts.framesAreObjects
        default: count([ref]) > 1
        }
    }
}
