import Timelines

// What a library that is written in Python leaves behind: objects that are there before the program, as the
// interpreter's own are.
extension Heap {
    /// What is put back when a library has been loaded.
    package struct BeforeLibrary: Sendable {
        fileprivate var lists: TrackedLists
        fileprivate var generations: Generations
        fileprivate var storyObjects: Int
        fileprivate var framesEntered: Int
        fileprivate var classesMade: Int
        fileprivate var count: Int
    }

    /// - Parameter internalNames: attributes of a library's instances that no picture shows.
    package mutating func prepareLibrary(internalNames names: [String]) -> BeforeLibrary {
        internalNames = Set(names.map { symbols.symbol($0) })
        let before = BeforeLibrary(
            lists: lists, generations: generations, storyObjects: storyObjects, framesEntered: framesEntered,
            classesMade: classesMade, count: records.count)
        generations.isEnabled = false
        return before
    }

    /// Takes the names that the library's module has bound, and what it has made, out of the story.
    package mutating func endLibrary(_ before: BeforeLibrary) -> Namespace {
        let names = frames[0].namespace
        for value in names.values {
            retain(value)
            interpreterRoots.append(value)
        }
        leaveFrame()
        for index in before.count..<records.count where !records[index].flags.contains(.freed) {
            records[index].flags.subtract([.story, .tracked])
            records[index].flags.insert(.shared)
            records[index].story = 0
            hideReferences(of: Ref(Int32(index)))
        }
        lists = before.lists
        generations = before.generations
        (storyObjects, framesEntered, classesMade) = (before.storyObjects, before.framesEntered, before.classesMade)
        newcomers = []
        return names
    }

    /// What the object refers to is the library's own affair. What refers to nothing, a text or the module, is nobody's:
    /// the program may come by the same one.
    private mutating func hideReferences(of ref: Ref) {
        let held = slots(of: ref)
        guard !held.isEmpty || records[ref.index].value.isOfLibrary else { return }
        records[ref.index].flags.insert(.library)
        guard records[ref.index].flags.contains(.showsReferences) else { return }
        for (target, place) in held { unsettle(target, .slot(ref, place)) }
        records[ref.index].flags.remove(.showsReferences)
    }

    /// Makes an object that has just been made one of a library, with all that it refers to hidden.
    package mutating func makeInternal(_ ref: Ref, isShared: Bool) {
        records[ref.index].flags.insert(isShared ? [.library, .shared] : .library)
        records[ref.index].flags.remove(.showsReferences)
        takeBackAllocation(of: ref)
    }

    /// Whether a library keeps the object for itself: no state lists it, and no event tells of it.
    @inline(__always)
    func isInternal(_ ref: Ref) -> Bool {
        let flags = records[ref.index].flags
        return flags.contains(.library) && flags.isDisjoint(with: .told)
    }

    /// What was told of an object when it was made, and the identity that it took.
    private mutating func takeBackAllocation(of ref: Ref) {
        let id = ObjectID(Int(records[ref.index].story))
        guard recorder.isOn, let last = recorder.events.last, last.kind == .allocate, last.object == id else { return }
        recorder.events.removeLast()
        records[ref.index].story = 0
        if id.number == storyObjects { storyObjects -= 1 }
    }
}

extension Value {
    /// Whether a library that has made such an object goes on to use it as its own, even where it refers to nothing yet.
    fileprivate var isOfLibrary: Bool {
        switch self {
        case .userClass, .function, .instance, .list, .dict, .set, .cell: true
        default: false
        }
    }
}
