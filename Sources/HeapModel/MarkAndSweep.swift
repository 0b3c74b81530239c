// A collector as textbooks have it: marks what can be reached, and sweeps away the rest. It works on the same heap and
// looks at no count; what CPython's collector finds unreachable, it does not mark.
extension Heap {
    /// Divides what is examined by whether it can be reached.
    ///
    /// 1. What frames and the interpreter refer to is marked and put into the worklist.
    /// 2. As long as the worklist is not empty, its first object is taken out, and what it refers to is marked and put
    ///    to the end.
    mutating func markReachable(_ run: inout CollectorRun) {
        var isMarked = [Bool](repeating: false, count: records.count)
        var worklist = roots()
        for ref in worklist { isMarked[ref.index] = true }
        let story = Set(run.story.map(\.ref))
        let tellsEach = story.count <= Self.mostMarksTold
        divide(&run, isMarked)
        endPhase(.findRoots, &run, worklist: worklist)
        var next = 0
        while next < worklist.count {
            let ref = worklist[next]
            next += 1
            forEachReference(of: ref) { target, _ in
                if !isMarked[target.index] {
                    isMarked[target.index] = true
                    worklist.append(target)
                }
            }
            if tellsEach, story.contains(ref) {
                divide(&run, isMarked)
                endPhase(.mark, &run, worklist: Array(worklist[next...]), object: ref)
            }
        }
        divide(&run, isMarked)
        if !tellsEach { endPhase(.mark, &run, worklist: []) }
    }

    /// With more objects in the story than this, marking is told as a whole.
    static let mostMarksTold = 100

    private func divide(_ run: inout CollectorRun, _ isMarked: [Bool]) {
        run.reachable = run.examined.filter { isMarked[$0.index] }
        run.unreachable = run.examined.filter { !isMarked[$0.index] }
    }

    /// Where marking starts: what names hold, in their order, then what else frames and the interpreter refer to, and
    /// what only an instruction holds that is running.
    private func roots() -> [Ref] {
        var isRoot = [Bool](repeating: false, count: records.count)
        var roots: [Ref] = []
        func add(_ ref: Ref) {
            if !isRoot[ref.index] {
                isRoot[ref.index] = true
                roots.append(ref)
            }
        }
        forEachRoot { ref, root in if case .name = root { add(ref) } }
        forEachRoot { ref, _ in add(ref) }
        let reached = reachable()
        let held = heldFromOutside()
        for ref in liveRefs where held[ref.index] && !reached[ref.index] { add(ref) }
        for ref in liveRefs where records[ref.index].flags.contains(.shared) { add(ref) }
        return roots
    }
}
