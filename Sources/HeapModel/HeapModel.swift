// HeapModel: CPython's memory as one value.
//
// In:  requests of whoever runs a program: allocate, take and give back references, bind names, enter and leave frames.
// Out: the state of memory as a `MemoryState` of `Timelines`, and the events since recording was switched on.
//
// 1. `Heap` holds a record for each object; a `Ref` is the record's place, as a pointer is in CPython.
// 2. Every reference is counted once, in one of two counts of the object it refers to. `taught` counts names and slots,
//    which a reader can be shown; `hidden` counts what the interpreter holds: the evaluation stack, constants of code,
//    the classes of instances. Their sum is CPython's own count.
// 3. Where the sum reaches zero the object is deallocated at once, and what it referred to gives back a reference, in
//    CPython's order (`Deallocation.swift`).
// 4. `forEachReference` visits what an object refers to, with the right multiplicity (`Traversal.swift`); reachability,
//    the collector and the list of an object's holders are made of it and of nothing else.
// 5. The heap is a value: a copy is a second memory, in which a question can be asked without a trace in the first.

import Timelines

/// Memory: objects, frames, the names the interpreter knows, and the events of the step that is running.
package struct Heap: Sendable {
    package let facts: RuntimeFacts
    package var symbols = SymbolTable()
    package var recorder = EventRecorder()
    package var frames: [FrameRecord] = []
    /// The evaluation stacks of all frames, one above the other; each entry holds one hidden reference.
    package var stack: [Ref] = []
    /// Local variables of function frames, `Ref.null` where unbound.
    package var locals: [Ref] = []
    /// Exceptions whose handlers run, innermost last; null where none is handled. Each holds one hidden reference.
    package var handledExceptions: [Ref] = []
    /// The names that the interactive prompt binds in the module `builtins`: `_`, the value shown last.
    package var shownNames = Namespace()
    /// What `sys` keeps of the exception that ended a line of the prompt, in the order of `RuntimeFacts.lastErrorNames`.
    var lastError: [Ref] = []
    /// What the interpreter itself holds on to for as long as it runs: built-in types, modules, the main code.
    package var interpreterRoots: [Ref] = []

    /// Objects that entered the story in this step and show since then what they refer to.
    var newcomers: [Ref] = []
    /// Tuples of cells that `__closure__` gave.
    var closureTuples: [Ref] = []

    var records: [ObjectRecord] = []
    /// What classes keep for the names of attributes, and the dicts that have such names.
    var sharing = KeySharing()
    var dictOwners: [Ref: DictOwner] = [:]
    /// Where the records of what the program makes begin: the interpreter's own lie before.
    var firstOwnRecord = 0
    /// The attributes of a library's instances that are its own affair; empty where no such library was loaded.
    package var internalNames: Set<Symbol> = []
    /// What instances keep beside their value.
    var parts: [Ref: InstanceParts] = [:]
    var freeRecords: [Int32] = []
    var addresses = AddressSpace()
    /// The deallocations that are under way, and those that wait while code of the program runs.
    var cascade = Cascade()
    var waitingCascades: [Cascade] = []
    var trashcan = Trashcan()
    /// What the collector follows.
    var lists = TrackedLists()
    package var generations: Generations
    /// Whether a collection runs, during which none can start.
    package var isCollecting = false
    /// Whether a collection starts by itself where one is due.
    package var collectsAutomatically = true
    /// An automatic collection that must run code of the program before it goes on.
    var waitingCollection: CollectorRun?
    /// Automatic collections that have ended since they were last taken.
    var endedCollections: [Collection] = []
    /// The weak references to each object that has some.
    var weakLists: [Ref: [Ref]] = [:]
    /// The weak references that bases have to their subclasses, as far as the program has seen them.
    var references: [Ref: ClassReference] = [:]
    /// What a collection that is under way holds.
    var heldByCollector: [Ref] = []
    /// The lists `gc.garbage` and `gc.callbacks`, null as long as nobody needs them.
    var garbageList = Ref.null
    package internal(set) var callbackList = Ref.null
    package let finalizerName: Symbol
    /// Whether a class has been given a `__del__`.
    var definesFinalizers = false
    var staticAddresses = AddressSpace.staticData
    var storyObjects = 0
    var classesMade = 0
    var framesEntered = 0
    var smallInts: [Ref] = []
    var builtinTypes: [Ref] = []
    /// The classes of exceptions by name.
    package var exceptionTypes: [String: Ref] = [:]
    var characters: [Ref] = []
    var characterBytes: [Ref] = []
    var internedCharacters: [Ref] = []
    var emptyString = Ref.null
    /// What every `IndexError` of a list says: one object (Objects/listobject.c, list_item), as measured with
    /// `sys.getrefcount` on 2.7 to 3.13.
    package private(set) var listIndexMessage = Ref.null
    /// What `repr` of `False` and `True` gives where it is no interned text.
    var boolTexts: [Ref] = []
    var emptyBytes = Ref.null
    package var emptyTuple = Ref.null
    /// What `frozenset()` gives where that is always the same object, else null.
    package private(set) var emptyFrozenset = Ref.null
    var interned: [String: Ref] = [:]
    package private(set) var none = Ref.null
    package private(set) var trueObject = Ref.null
    package private(set) var falseObject = Ref.null
    package private(set) var ellipsis = Ref.null
    package private(set) var notImplemented = Ref.null
    /// Whether sizes of instances' dicts are kept, which costs time; before 3.11 those of classes hang on them.
    package mutating func keepSizesOfDicts(_ isAsked: Bool) { sharing.isOn = isAsked || !facts.namesAreOfClass }

    /// Whether more objects are alive than so many. (As a method that changes nothing it would copy the heap around the
    /// call.)
    package mutating func hasMoreObjects(than count: Int) -> Bool { liveCount > count }

    /// How many objects are alive now.
    package var liveCount: Int { records.count - freeRecords.count }

    /// An interpreter's memory just after it started: built-in types and singletons, no frame.
    package init(facts: RuntimeFacts) {
        self.facts = facts
        generations = Generations(facts: facts)
        finalizerName = symbols.symbol("__del__")
        makeBuiltinTypes()
        none = makeShared(.none, .noneType)
        falseObject = makeShared(.int(0), .bool)
        trueObject = makeShared(.int(1), .bool)
        ellipsis = makeShared(.none, .ellipsisType)
        notImplemented = makeShared(.none, .notImplementedType)
        emptyTuple = makeShared(.tuple([]), .tuple)
        emptyString = makeShared(.string(""), .str)
        for value in RuntimeFacts.smallInts { smallInts.append(makeShared(.int(value), .int)) }
        for code in UInt8.min...UInt8.max {
            characters.append(makeShared(.string(String(UnicodeScalar(code))), .str))
        }
        emptyBytes = makeShared(.bytes([]), .bytes)
        for byte in UInt8.min...UInt8.max { characterBytes.append(makeShared(.bytes([byte]), .bytes)) }
        makeInternedCharacters()
        interned[Heap.mainModule] = makeShared(.string(Heap.mainModule), .str)
        if facts.emptyFrozensetIsShared { emptyFrozenset = makeShared(.set(SetTable(facts.setRules)), .frozenset) }
        listIndexMessage = makeShared(.string("list index out of range"), .str)
        if !facts.textsOfBoolsAreInterned {
            boolTexts = ["False", "True"].map { makeShared(.string($0), .str) }
        }
        firstOwnRecord = records.count
    }

    /// The name of the module that a script is, which the interpreter has before the script.
    package static let mainModule = "__main__"

    private mutating func makeInternedCharacters() {
        for (number, character) in facts.internedCharacters.enumerated() {
            let text = String(character)
            let ref = place(
                ObjectRecord(value: .string(text), type: type(.str), flags: [.shared, .interned]))
            records[ref.index].hidden = 1
            records[ref.index].address = AddressSpace.placeOfOwnString(number)
            internedCharacters.append(ref)
            interned[text] = ref
        }
    }

    private mutating func makeBuiltinTypes() {
        for type in BuiltinType.allCases {
            let info = ClassInfo(name: facts.name(of: type), builtin: type)
            let ref = place(ObjectRecord(value: .builtinType(info), type: Ref(0), flags: [.shared]))
            records[ref.index].hidden = 1
            records[ref.index].address = AddressSpace.placeOfBuiltinType(builtinTypes.count)
            builtinTypes.append(ref)
        }
        setResolutionOrders()
        makeExceptionTypes()
        let typeType = builtinTypes[BuiltinType.type.index]
        for index in records.indices { records[index].type = typeType }
    }

    /// Every built-in class comes first in its own order; `bool` extends `int`.
    private mutating func setResolutionOrders() {
        for ref in builtinTypes {
            guard case .builtinType(var info) = self[ref].value, let builtin = info.builtin else { continue }
            info.layout = builtin
            info.resolutionOrder = builtin == .object ? [] : [ref]
            if builtin == .bool { info.resolutionOrder.append(type(.int)) }
            if builtin == .abcMeta { info.resolutionOrder.append(type(.type)) }
            self[ref].value = .builtinType(info)
        }
    }

    private mutating func makeExceptionTypes() {
        exceptionTypes["BaseException"] = builtinTypes[BuiltinType.baseException.index]
        setResolutionOrder(builtinTypes[BuiltinType.baseException.index], after: [])
        for (name, base) in RuntimeFacts.exceptionHierarchy {
            guard let baseRef = exceptionTypes[base], case .builtinType(let baseInfo) = self[baseRef].value else {
                continue
            }
            var info = ClassInfo(name: name, builtin: .baseException)
            info.bases = [baseRef]
            info.layout = .baseException
            let ref = place(ObjectRecord(value: .builtinType(info), type: Ref(0), flags: [.shared]))
            records[ref.index].hidden = 1
            exceptionTypes[name] = ref
            setResolutionOrder(ref, after: baseInfo.resolutionOrder)
        }
    }

    private mutating func setResolutionOrder(_ type: Ref, after rest: [Ref]) {
        guard case .builtinType(var info) = self[type].value else { return }
        info.resolutionOrder = [type] + rest
        info.layout = .baseException
        info.hasDict = true
        self[type].value = .builtinType(info)
    }

    private mutating func makeShared(_ value: Value, _ type: BuiltinType) -> Ref {
        let ref = place(ObjectRecord(value: value, type: self.type(type), flags: [.shared]))
        records[ref.index].hidden = 1
        records[ref.index].address = staticAddresses.allocate(sizeInMemory(ref))
        return ref
    }

    /// The built-in class.
    package func type(_ type: BuiltinType) -> Ref { builtinTypes[type.index] }
}

// MARK: - Records

extension Heap {
    // What the interpreter asks all the time, it asks the record (`RecordQuestions.swift`): around a call of a method that
    // does not change the heap, the compiler copies the heap of an object such as the interpreter, member by member,
    // and around this subscript it does not.
    package subscript(ref: Ref) -> ObjectRecord {
        get { records[ref.index] }
        _modify { yield &records[ref.index] }
    }

    mutating func place(_ record: ObjectRecord) -> Ref {
        if let free = freeRecords.popLast() {
            records[Int(free)] = record
            return Ref(free)
        }
        records.append(record)
        return Ref(Int32(records.count - 1))
    }

    /// The class of an object.
    @inline(__always)
    package func typeOf(_ ref: Ref) -> Ref { records[ref.index].type }

    /// The built-in class of an object, or the one whose layout its class extends.
    @inline(__always)
    package func kind(_ ref: Ref) -> BuiltinType? {
        let type = records[ref.index].type.index
        // The built-in classes were made first, in the order of the cases.
        if type < builtinTypes.count { return BuiltinType.inOrder[type] }
        if case .builtinType(let info) = records[type].value { return info.builtin }
        return nil
    }

    /// Whether the record holds an object now.
    @inline(__always)
    package func isAlive(_ ref: Ref) -> Bool { !records[ref.index].flags.contains(.freed) }

    /// Makes an object. The caller owns the one hidden reference that it is born with.
    package mutating func allocate(
        _ value: Value, type: Ref, flags: ObjectFlags = [], memory: MemorySource = .freeList
    ) -> Ref {
        if !isOutsideCollector(type, value) { noteAllocation(of: value, memory) }
        let ref = place(ObjectRecord(value: value, type: type, flags: flags))
        records[ref.index].hidden = 1
        records[ref.index].address = addresses.allocate(sizeInMemory(ref))
        if case .userClass = records[type.index].value { retain(type) }
        if startsTracked(ref) { track(ref) }
        if recorder.isOn { recorder.record(.allocate, storyID(ref)) }
        return ref
    }

    package mutating func allocate(
        _ value: Value, _ type: BuiltinType, flags: ObjectFlags = [], memory: MemorySource = .freeList
    ) -> Ref {
        allocate(value, type: self.type(type), flags: flags, memory: memory)
    }

    /// The object's identity in the timeline; given when it is first asked for, so that what the interpreter made for
    /// itself takes no number.
    package mutating func storyID(_ ref: Ref) -> ObjectID {
        if records[ref.index].story == 0 {
            storyObjects += 1
            records[ref.index].story = Int32(storyObjects)
        }
        return ObjectID(Int(records[ref.index].story))
    }
}

// MARK: - Counting

extension Heap {
    /// Takes a hidden reference: a temporary, a constant, a class held by its instance.
    @inline(__always)
    package mutating func retain(_ ref: Ref) {
        records[ref.index].hidden += 1
    }

    /// Gives a hidden reference back; the object dies with its last one.
    @inline(__always)
    package mutating func release(_ ref: Ref) {
        records[ref.index].hidden -= 1
        if records[ref.index].hidden == 0, records[ref.index].taught == 0 { deallocate(ref) }
    }

    /// Turns a temporary reference that the caller owns into one that a name or slot holds.
    @inline(__always)
    package mutating func settle(_ ref: Ref, _ holder: @autoclosure () -> Holder) {
        records[ref.index].hidden -= 1
        records[ref.index].taught += 1
        if !records[ref.index].flags.isSuperset(of: .told) { enterStory(ref) }
        if recorder.isOn, !isInternal(ref) { recorder.record(.incref, storyID(ref), by: describe(holder())) }
    }

    /// Turns a reference that a name or slot held into a temporary one that the caller owns.
    @inline(__always)
    package mutating func unsettle(_ ref: Ref, _ holder: @autoclosure () -> Holder) {
        records[ref.index].taught -= 1
        records[ref.index].hidden += 1
        if recorder.isOn, !isInternal(ref) { recorder.record(.decref, storyID(ref), by: describe(holder())) }
    }

    /// Gives back a reference that a name or slot held; the object dies with its last one.
    package mutating func drop(_ ref: Ref, _ holder: @autoclosure () -> Holder) {
        unsettle(ref, holder())
        release(ref)
    }

    /// CPython's own count: names, slots, and what the interpreter holds.
    @inline(__always)
    package func realCount(_ ref: Ref) -> Int {
        Int(records[ref.index].taught) + Int(records[ref.index].hidden)
    }

    package func taughtCount(_ ref: Ref) -> Int { Int(records[ref.index].taught) }
}
