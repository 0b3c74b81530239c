import HeapModel
import Timelines

// What gc tells of the objects that the collector follows. In CPython the interpreter's own are among them: its modules,
// the dict that holds a module's names, the frames of calls. They are no objects of the model, so that an answer with one
// of them in it is refused.
extension Natives {
    static let collectorInspection: [NativeFunction] = [
        NativeFunction(name: "gc.get_objects", takesKeywords: true) {
            (interpreter, _, arguments, keywords) throws(Interruption) in
            guard interpreter.heap.facts.objectsAreToldByGeneration else {
                throw .unsupportedInVersion("'gc.get_objects', which gives the interpreter's own objects,")
            }
            let given = try named(arguments, keywords, ["generation"], "get_objects")
            guard let asked = given[0], asked != interpreter.heap.none else {
                throw .unsupported("'gc.get_objects' of all generations, which gives the interpreter's own objects,")
            }
            let generation = try cInt(interpreter, asked, "get_objects")
            if generation < 0 { throw .valueError("generation parameter cannot be negative") }
            guard generation < 3 else {
                throw .valueError(
                    "generation parameter must be less than the number of available generations (3)")
            }
            return interpreter.list(of: try interpreter.objects(inGeneration: generation))
        },
        NativeFunction(name: "gc.get_referrers") { (interpreter, _, arguments, _) throws(Interruption) in
            interpreter.list(of: try interpreter.referrers(of: arguments))
        },
    ]
}

extension Interpreter {
    fileprivate func list(of refs: [Ref]) -> Ref {
        let list = heap.makeList([])
        for ref in refs { heap.append(heap.shared(ref), to: list) }
        return list
    }

    /// What a young generation holds. After a full collection what the interpreter has made before is in the oldest one.
    fileprivate func objects(inGeneration generation: Int) throws(Interruption) -> [Ref] {
        let function = "'gc.get_objects' of generation \(generation)"
        guard generation < 2, heap.generations.hasCollectedAll else {
            throw .unsupported("\(function), in which the interpreter's own objects are,")
        }
        if heap.facts.framesAreObjects, calls.count > 1 {
            throw .unsupportedInVersion("\(function) inside a call, whose frame is among them,")
        }
        let found = heap.objects(inGeneration: generation)
        for ref in found where heap.hasPartsOfItsOwn(ref) {
            throw .unsupportedInVersion("\(function) where a \(heap.typeName(ref)) is, with objects of its own,")
        }
        return found
    }

    /// What refers to one of some objects, as the collector visits it, the youngest first
    /// (Modules/gcmodule.c, gc_get_referrers).
    fileprivate func referrers(of targets: [Ref]) throws(Interruption) -> [Ref] {
        let wanted = Set(targets)
        for target in targets where heap.reportedCount(target) == nil {
            throw .unsupported("'gc.get_referrers' of a \(heap.typeName(target)) that the interpreter shares")
        }
        try checkNames(of: wanted)
        var found: [Ref] = []
        for number in 0..<heap.facts.generationCount {
            for ref in heap.objects(inGeneration: number) {
                var holds = false
                heap.forEachReference(of: ref) { target, _ in holds = holds || wanted.contains(target) }
                guard holds else { continue }
                if heap.hasPartsOfItsOwn(ref) {
                    throw .unsupportedInVersion(
                        "'gc.get_referrers' where a \(heap.typeName(ref)) with objects of its own refers to one")
                }
                found.append(ref)
            }
        }
        return found
    }

    private func checkNames(of wanted: Set<Ref>) throws(Interruption) {
        var isNamed = false
        var isLocal = false
        heap.forEachRoot { ref, root in
            guard wanted.contains(ref), case .name(let frame, _) = root else { return }
            if frame == 0 || frame == nil { isNamed = true } else { isLocal = true }
        }
        if isNamed {
            throw .unsupported(
                "'gc.get_referrers' of what a name of the module holds: the dict of its names, a referrer,")
        }
        if isLocal, heap.facts.framesAreObjects {
            throw .unsupportedInVersion("'gc.get_referrers' of what a variable of a call holds: its frame, a referrer,")
        }
    }

    // MARK: - Callbacks

    /// Calls what `gc.callbacks` holds, before a collection and after it (Modules/gcmodule.c, invoke_gc_callback).
    func callCollectorCallbacks(
        _ phase: String, _ generation: Int, collected: Int = 0, uncollectable: Int = 0
    ) throws(Interruption) {
        guard heap.hasCollectorCallbacks else { return }
        heap.isCollecting = true
        defer { heap.isCollecting = phase == "start" }
        let info = heap.makeDict()
        defer { heap.release(info) }
        for (name, value) in [("generation", generation), ("collected", collected), ("uncollectable", uncollectable)] {
            try setEntry(info, key: heap.makeNewString(name), to: heap.makeInt(value))
        }
        let text = heap.makeNewString(phase)
        defer { heap.release(text) }
        var place = 0
        while place < heap.listItems(heap.callbackList).count {
            let callback = heap.shared(heap.listItems(heap.callbackList)[place])
            defer { heap.release(callback) }
            try ignoringExceptions(in: codeName(callback)) { () throws(Interruption) in
                self.heap.release(try self.callFunction(callback, [text, info]))
            }
            place += 1
        }
    }
}
