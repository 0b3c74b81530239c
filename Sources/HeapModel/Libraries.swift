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
            records[index].flags.insert([.shared, .library])
            records[index].story = 0
            if records[index].flags.contains(.showsReferences) { hideReferences(of: Ref(Int32(index))) }
        }
        lists = before.lists
        generations = before.generations
        (storyObjects, framesEntered, classesMade) = (before.storyObjects, before.framesEntered, before.classesMade)
        newcomers = []
        return names
    }

    /// What the object refers to is the library's own affair.
    private mutating func hideReferences(of ref: Ref) {
        var shown: [(Ref, SlotPlace)] = []
        forEachSlot(of: ref) { target, place in shown.append((target, place)) }
        for (target, place) in shown { unsettle(target, .slot(ref, place)) }
        records[ref.index].flags.remove(.showsReferences)
    }

    /// Makes an object that has just been made one of a library, with all that it refers to hidden.
    package mutating func makeInternal(_ ref: Ref, isShared: Bool) {
        records[ref.index].flags.insert(isShared ? [.library, .shared] : .library)
        records[ref.index].flags.remove(.showsReferences)
    }
}
