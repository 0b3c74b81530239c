// What a class statement allocates beside the class itself (Python/bltinmodule.c, builtin___build_class__;
// Objects/typeobject.c, type_new). None of it is an object of the story, but the collector counts it. Measured with
// `gc.get_count()` after each kind of class statement.
extension Heap {
    /// Counts the parts of a class that is about to be made.
    ///
    /// - Parameters:
    ///   - order: the resolution order after the class itself, `object` left out.
    ///   - members: how many names `__slots__` declares; nil where there is none.
    package mutating func countPartsOfNewClass(_ info: ClassInfo, order: [Ref], members: Int?) {
        var moment = [FreeList.dict, freeList(ofTuple: 3)]
        // The names are sorted in a list, and kept as a tuple.
        if members != nil { moment.append(.list) }
        for list in moment + keptParts(of: info, order: order.count) { countAllocation(from: list) }
        if let members, members > 0 { countAllocation(from: freeList(ofTuple: members)) }
        for base in info.bases { countTableOfSubclasses(base) }
        let namesToSet = FreeList.dict
        countAllocation(from: namesToSet)
        // `super(type, type).__init_subclass__()`
        if facts.passesArgumentsInTuple("super") {
            takeHiddenTuple(2)
            giveBackHiddenTuple(2)
        }
        if facts.keepsMethods {
            countAllocation(from: .builtinMethod)
            countRelease(to: .builtinMethod)
        }
        for list in moment + [namesToSet] { countRelease(to: list) }
    }

    /// Counts the parts of an object that is gone: those of a class, and the tuple in which a function keeps its cells.
    mutating func countReleaseOfParts(_ ref: Ref) {
        switch self[ref].value {
        case .userClass(let info): countReleaseOfParts(info)
        case .function(let info): giveBackHiddenTuple(info.closure.count)
        case .instance: countReleaseOfDict(ref)
        case .generator(let info) where info.state == .created || info.state == .suspended:
            if info.frame.object.isNull { giveBackFrame(of: info.frame.code) }
        case .code where self[ref].flags.contains(.keepsFrame): countRelease(to: nil)
        default: break
        }
    }

    /// The dict of an instance comes with its first attribute, where attributes lie in one.
    mutating func countDict(of instance: Ref) {
        guard needsDict(instance), !self[instance].flags.contains(.hasDict) else { return }
        self[instance].flags.insert(.hasDict)
        countAllocation(from: .dict)
    }

    /// The dict of an instance is gone.
    mutating func countReleaseOfDict(_ instance: Ref) {
        guard self[instance].flags.contains(.hasDict) else { return }
        self[instance].flags.remove(.hasDict)
        countRelease(to: .dict)
    }

    private mutating func countReleaseOfParts(_ info: ClassInfo) {
        for list in keptParts(of: info, order: info.resolutionOrder.count - 1) { countRelease(to: list) }
        giveBackHiddenTuple(info.members.count)
        if info.hasTableOfSubclasses { countRelease(to: .dict) }
    }

    /// The dict, the tuples of bases and of the resolution order, the weak reference that each base keeps, and the
    /// descriptors of `__dict__` and `__weakref__` that the class adds.
    private func keptParts(of info: ClassInfo, order: Int) -> [FreeList?] {
        let descriptors = (info.addsDict ? 1 : 0) + (info.addsWeakReferences ? 1 : 0)
        let bases = max(1, info.bases.count)
        return [.dict, freeList(ofTuple: bases), freeList(ofTuple: order + 2)]
            + Array(repeating: nil, count: bases + descriptors)
    }

    private mutating func countTableOfSubclasses(_ base: Ref) {
        guard case .userClass(var info) = self[base].value, !info.hasTableOfSubclasses else { return }
        info.hasTableOfSubclasses = true
        self[base].value = .userClass(info)
        countAllocation(from: .dict)
    }
}
