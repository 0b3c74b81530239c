import Timelines

// When the collector runs. CPython counts the containers that it allocates less those that it frees; where the count of
// the youngest generation passes its threshold, a collection is due (Modules/gcmodule.c, gc_alloc and
// gc_collect_generations). Memory that a type keeps for its next object is neither counted when it is given back nor
// when it is used again, so the free lists are part of the account.

/// The collector's counters and switches.
package struct Generations: Sendable {
    /// Of the youngest: containers allocated less containers freed since its last collection. Of the others: how many
    /// collections the next younger one has had since their own.
    package var counts: [Int]
    /// The counts above which a generation is collected; 0 for the youngest switches automatic collections off.
    package var thresholds: [Int]
    package var isEnabled = true
    package var debug: CollectorDebugFlags = []
    /// Whether `gc.freeze()` has put objects aside, the interpreter's own among them.
    package internal(set) var hasFrozen = false
    /// Whether a count has passed its threshold and the collection has not started yet.
    package internal(set) var isDue = false
    /// Objects that have come to the oldest generation since it was collected.
    var waitingForFullCollection = 0
    /// Objects that survived the last full collection, the interpreter's own among them.
    var survivorsOfFullCollection: Int
    var freeLists = FreeLists()

    init(facts: RuntimeFacts) {
        thresholds = facts.collectorThresholds
        counts = Array(repeating: 0, count: facts.generationCount)
        survivorsOfFullCollection = RuntimeFacts.objectsOfInterpreter
    }

    /// The oldest generation whose count has passed its threshold, and with which all younger ones are collected; nil
    /// where none is due. The oldest has to wait until a quarter as many objects have come to it as survived its last
    /// collection.
    package var due: Int? {
        counts.indices.reversed().first { number in
            counts[number] > thresholds[number]
                && (number < 2 || waitingForFullCollection >= survivorsOfFullCollection / 4)
        }
    }

    /// A collection of a generation and those younger than it begins.
    mutating func beginCollection(of generation: Int) {
        isDue = false
        if generation + 1 < counts.count { counts[generation + 1] += 1 }
        for number in 0...generation { counts[number] = 0 }
    }

    /// A collection has found so many survivors.
    mutating func endSearch(of generation: Int, survivors: Int) {
        switch generation {
        case 0: break
        case 1: waitingForFullCollection += survivors
        default:
            waitingForFullCollection = 0
            survivorsOfFullCollection = survivors + RuntimeFacts.objectsOfInterpreter
        }
    }
}

/// What `gc.set_debug` sets (Modules/gcmodule.c). All but `saveAll` write to the standard error, which no step tells.
package struct CollectorDebugFlags: OptionSet, Sendable {
    package var rawValue: Int
    package init(rawValue: Int) { self.rawValue = rawValue }

    /// What is unreachable is kept in `gc.garbage` and not freed.
    package static let saveAll = CollectorDebugFlags(rawValue: 32)
}

/// Where the memory of a new object comes from.
package enum MemorySource: Sendable {
    /// What its type has kept, if there is any.
    case freeList
    /// The allocator, as where a class is called: `list()` (Objects/typeobject.c, PyType_GenericAlloc).
    case allocator
    /// Memory that was counted before, such as that of a frame that runs.
    case counted
}

/// A free list of containers. Those of values, such as floats, are not counted by the collector.
struct FreeList: Equatable, Sendable {
    fileprivate var number: Int

    static let list = FreeList(number: 0)
    static let dict = FreeList(number: 1)
    static let set = FreeList(number: 2)
    static let method = FreeList(number: 3)
    static let builtinMethod = FreeList(number: 4)
    static let frame = FreeList(number: 5)
    /// Tuples have one for each length.
    static func tuple(of count: Int) -> FreeList { FreeList(number: 5 + count) }

    var isOfTuples: Bool { number > FreeList.frame.number }
}

/// Memory of objects that are gone, kept for the next ones of their type: how many of each there are.
struct FreeLists: Sendable {
    private var kept: [Int] = []

    /// Takes memory for an object; false where there is none.
    mutating func take(_ list: FreeList) -> Bool {
        guard list.number < kept.count, kept[list.number] > 0 else { return false }
        kept[list.number] -= 1
        return true
    }

    /// Keeps the memory of an object; false where there is enough.
    mutating func keep(_ list: FreeList, upTo limit: Int) -> Bool {
        while kept.count <= list.number { kept.append(0) }
        guard kept[list.number] < limit else { return false }
        kept[list.number] += 1
        return true
    }
}

extension Heap {
    /// A container is allocated: it is counted unless its memory comes from a free list.
    ///
    /// - Parameter list: where its memory may come from; nil where only the allocator has some.
    mutating func countAllocation(from list: FreeList?) {
        if let list, generations.freeLists.take(list) { return }
        generations.counts[0] += 1
        guard generations.isEnabled, collectsAutomatically, !isCollecting, generations.thresholds[0] != 0,
            generations.counts[0] > generations.thresholds[0]
        else { return }
        generations.isDue = true
        if !facts.collectionWaitsForEvaluation, !hasCollectorCallbacks { runDueCollection() }
    }

    /// A container's memory is given back.
    @inline(__always)
    mutating func countRelease(of value: Value, _ type: Ref) {
        guard value.isContainer, !value.isThereFromStart, !isOutsideCollector(type, value) else { return }
        if facts.framesAreObjects, case .frame(let info) = value {
            giveBackFrame(of: info.code)
        } else {
            if case .adapter(let state) = value { giveBackHiddenTuple(state.sourceTuple) }
            countRelease(to: freeList(of: value))
        }
    }

    mutating func countRelease(to list: FreeList?) {
        if let list, generations.freeLists.keep(list, upTo: facts.limit(of: list)) { return }
        if generations.counts[0] > 0 { generations.counts[0] -= 1 }
    }

    /// The interpreter makes a tuple that no program sees, such as that of the arguments of a call.
    package mutating func takeHiddenTuple(_ count: Int) {
        if count > 0 { countAllocation(from: freeList(ofTuple: count)) }
    }

    /// Such a tuple is gone.
    package mutating func giveBackHiddenTuple(_ count: Int) {
        if count > 0 { countRelease(to: freeList(ofTuple: count)) }
    }

    /// The interpreter binds a method of a built-in type for itself, as `sorted` does with `list.sort`.
    package mutating func takeHiddenMethod() { countAllocation(from: facts.keepsMethods ? .builtinMethod : nil) }

    /// Such a method is gone.
    package mutating func giveBackHiddenMethod() { countRelease(to: facts.keepsMethods ? .builtinMethod : nil) }

    func freeList(ofTuple count: Int) -> FreeList? { count <= facts.longestTupleKept ? .tuple(of: count) : nil }

    func freeList(of value: Value) -> FreeList? {
        switch value {
        case .list: .list
        case .dict: .dict
        case .tuple(let items): freeList(ofTuple: items.count)
        case .set: facts.keepsSets ? .set : nil
        case .boundMethod: facts.keepsMethods ? .method : nil
        case .native: facts.keepsMethods ? .builtinMethod : nil
        default: nil
        }
    }
}

extension RuntimeFacts {
    /// `gc.DEBUG_LEAK`: in 2.7 with the flags for instances and other objects (Modules/gcmodule.c).
    package var leakFlags: Int { since(3, 0) ? 38 : 62 }

    /// Whether a name of a module is in 2.7 and in no newer version.
    package func isOfPython2Alone(_ path: String) -> Bool {
        ["gc.DEBUG_INSTANCES", "gc.DEBUG_OBJECTS"].contains(path) && since(3, 0)
    }

    /// How many objects of its own the collector of an interpreter follows when a program starts: they are what a full
    /// collection is weighed against. Measured under `-S`, 3,730 on 3.6 to 4,370 on 3.13.
    static let objectsOfInterpreter = 4000

    /// The longest tuple whose memory is kept (Objects/tupleobject.c, PyTuple_MAXSAVESIZE; measured).
    var longestTupleKept: Int { since(3, 11) ? 20 : 19 }

    /// Whether the memory of sets is kept (measured: on 2.7 alone).
    var keepsSets: Bool { !since(3, 0) }

    /// Whether the memory of bound methods is kept, those of built-in types included (measured: up to 3.8;
    /// Objects/classobject.c, Objects/methodobject.c).
    var keepsMethods: Bool { !since(3, 9) }

    /// How many pieces of memory a free list keeps (measured; the MAXFREELIST of each type's file in Objects/).
    func limit(of list: FreeList) -> Int {
        if list.isOfTuples { return 2000 }
        if list == .method || list == .builtinMethod { return 256 }
        return list == .frame ? 200 : 80
    }

    /// Whether a collection that is due waits until the program calls a function or turns in a loop
    /// (Python/ceval_gil.c, _Py_HandlePending; from 3.12 on). Before it runs inside the allocation.
    package var collectionWaitsForEvaluation: Bool { since(3, 12) || marksAndSweeps }

    /// Whether a call of a class that has become specialised enters `__init__` as it enters a function
    /// (Python/bytecodes.c, CALL_ALLOC_AND_ENTER_INIT, from 3.13 on).
    package var classCallsEnterInit: Bool { since(3, 13) }
}

extension Value {
    /// Whether objects of this layout can refer to others, so that the collector counts them when they are allocated.
    var isContainer: Bool {
        switch self {
        case .list, .dict, .set, .instance, .userClass, .function, .module, .boundMethod, .unboundMethod, .iterator,
            .adapter, .dictView, .cell, .slice, .exception, .traceback, .frame, .generator, .property, .wrappedMethod,
            .superObject, .weakReference, .native, .array, .member, .classDict:
            true
        case .tuple(let items): !items.isEmpty
        default: false
        }
    }

    /// Modules and their functions, which the model makes when they are first asked for and CPython before the program
    /// starts.
    var isThereFromStart: Bool {
        switch self {
        case .module: true
        case .native(_, let receiver): receiver.isNull
        default: false
        }
    }
}
