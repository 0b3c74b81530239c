import HeapModel
import Timelines

// What gc tells of the objects that the collector follows. In CPython the interpreter's own are among them: its modules,
// the dict that holds a module's names, the frames of calls. They are no objects of the model, so that an answer with one
// of them in it is refused.
extension Natives {
    static let collectorInspection: [NativeFunction] = [
        // Of one generation too: a tuple of the interpreter's own is among the youngest objects, as measured on 3.11.
        NativeFunction(name: "gc.get_objects", takesKeywords: true) { (_, _, _, _) throws(Interruption) in
            throw .unsupported("'gc.get_objects', which gives the interpreter's own objects,")
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
