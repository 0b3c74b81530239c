// What the collector finds to be reachable after all (Modules/gcmodule.c, move_unreachable and visit_reachable).

/// What stands in the list that is gone through.
private enum Listed {
    case object(Ref)
    /// The dict of an instance's attributes, where that is an object to the collector and none in the model.
    case attributes(of: Ref)
    /// The dict of the module's names.
    case names
}

/// The list, and what is known of its members.
private struct Restoring {
    var list: [Listed] = []
    var refs: [Int]
    var isHeldUnreachable: [Bool]
    /// The same for the dicts of instances: whether an instance that is reachable refers to them.
    var areAttributesReached: [Bool]
    var areAttributesHeldUnreachable: [Bool]
    var reachable: [Ref] = []
}

extension Heap {
    /// What a reachable object refers to is reachable. The order is that in which CPython's lists end up, and with it
    /// that of finalizers in this collection and in the next one: what was held to be unreachable and is not goes behind
    /// all others.
    mutating func restoreReachable(_ run: inout CollectorRun) {
        let none = [Bool](repeating: false, count: records.count)
        var work = Restoring(
            refs: run.gcRefs, isHeldUnreachable: none, areAttributesReached: none, areAttributesHeldUnreachable: none)
        for ref in run.examined {
            work.list.append(.object(ref))
            if keepsAttributesInDict(ref) { work.list.append(.attributes(of: ref)) }
        }
        if run.names == .holdLast {
            subtractNames(from: &work.refs, run.isExamined)
            work.list.append(.names)
        }
        var next = 0
        while next < work.list.count {
            goThrough(work.list[next], &work, &run)
            next += 1
        }
        run.reachable = work.reachable
        run.unreachable = run.examined.filter { work.isHeldUnreachable[$0.index] }
    }

    private func goThrough(_ item: Listed, _ work: inout Restoring, _ run: inout CollectorRun) {
        switch item {
        case .names: restore(frames[0].namespace.values, &work, &run)
        case .attributes(let ref):
            guard work.areAttributesReached[ref.index] else {
                work.areAttributesHeldUnreachable[ref.index] = true
                return
            }
            restore(attributes(of: ref), &work, &run)
        case .object(let ref):
            guard work.refs[ref.index] > 0 else {
                work.isHeldUnreachable[ref.index] = true
                return
            }
            work.reachable.append(ref)
            guard keepsAttributesInDict(ref) else {
                restore(followed(by: ref), &work, &run)
                return
            }
            let inDict = Set(attributes(of: ref))
            work.areAttributesReached[ref.index] = true
            if work.areAttributesHeldUnreachable[ref.index] {
                work.areAttributesHeldUnreachable[ref.index] = false
                work.list.append(.attributes(of: ref))
            }
            restore(followed(by: ref).filter { !inDict.contains($0) }, &work, &run)
        }
    }

    private func restore(_ targets: [Ref], _ work: inout Restoring, _ run: inout CollectorRun) {
        for target in targets where run.isExamined[target.index] && work.refs[target.index] <= 0 {
            work.refs[target.index] = 1
            if run.gcRefs[target.index] <= 0 { run.gcRefs[target.index] = 1 }
            if work.isHeldUnreachable[target.index] {
                work.isHeldUnreachable[target.index] = false
                work.list.append(.object(target))
            }
        }
    }

    /// Whether an instance's attributes lie in a dict that the collector follows and the model does not have.
    private func keepsAttributesInDict(_ ref: Ref) -> Bool {
        if case .instance(let namespace) = records[ref.index].value {
            return needsDict(ref) && ownDict(of: ref) == nil && namespace.values.contains { canBeTracked($0) }
        }
        return records[ref.index].flags.contains(.hasParts) && hasTrackedDict(ref)
    }

    private func attributes(of ref: Ref) -> [Ref] { ownAttributes(ref).map(\.value) }
}
