// What a class statement allocates beside the class itself (Python/bltinmodule.c, builtin___build_class__;
// Objects/typeobject.c, type_new). None of it is an object of the story, but the collector counts it. Measured with
// `gc.get_count()` after each kind of class statement.
extension Heap {
    /// Counts the parts of a class that is about to be made.
    ///
    /// - Parameters:
    ///   - bases: how many bases the statement names.
    ///   - order: the resolution order after the class itself, `object` left out.
    package mutating func countPartsOfNewClass(_ info: ClassInfo, bases: Int, order: [Ref]) {
        let moment = [Value.dict(DictTable(isOrdered: true)), .tuple(placeholders(3))]
        for value in moment { countAllocation(of: value) }
        for value in keptParts(of: info, order: order.count) { countAllocation(of: value) }
        for base in info.bases { countTableOfSubclasses(base) }
        let namesToSet = Value.dict(DictTable(isOrdered: true))
        countAllocation(of: namesToSet)
        for value in moment + [namesToSet] { countRelease(of: value) }
    }

    /// Counts the parts of an object that is gone: those of a class, and the tuple in which a function keeps its cells.
    mutating func countReleaseOfParts(_ value: Value) {
        switch value {
        case .userClass(let info): countReleaseOfParts(info)
        case .function(let info): giveBackHiddenTuple(info.closure.count)
        default: break
        }
    }

    private mutating func countReleaseOfParts(_ info: ClassInfo) {
        for value in keptParts(of: info, order: info.resolutionOrder.count - 1) { countRelease(of: value) }
        if info.hasTableOfSubclasses { countRelease(of: .dict(DictTable(isOrdered: true))) }
    }

    /// The dict, the tuples of bases and of the resolution order, the weak reference that each base keeps, and the
    /// descriptors of `__dict__` and `__weakref__` of a class that is the first of its line.
    private func keptParts(of info: ClassInfo, order: Int) -> [Value] {
        let isFirst = info.bases.allSatisfy { isBuiltinType($0) }
        let bases = max(1, info.bases.count)
        let single = Value.cell(.null)
        return [.dict(DictTable(isOrdered: true)), .tuple(placeholders(bases)), .tuple(placeholders(order + 2))]
            + Array(repeating: single, count: bases + (isFirst ? 2 : 0))
    }

    private mutating func countTableOfSubclasses(_ base: Ref) {
        guard case .userClass(var info) = self[base].value, !info.hasTableOfSubclasses else { return }
        info.hasTableOfSubclasses = true
        self[base].value = .userClass(info)
        countAllocation(of: .dict(DictTable(isOrdered: true)))
    }

    private func placeholders(_ count: Int) -> [Ref] { Array(repeating: .null, count: count) }
}
