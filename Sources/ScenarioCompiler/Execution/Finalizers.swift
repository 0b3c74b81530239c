import HeapModel
import Timelines

// Code that the death of an object runs: `__del__`, callbacks of weak references, GeneratorExit in a generator that
// waits. The heap pauses its cascade where such code is due (`HeapModel/Cascades.swift`); the interpreter runs it after
// the instruction, or earlier where native code calls back into the program.
extension Interpreter {
    /// Runs what the deaths of objects make the program run, until the cascade that waits has come to its end.
    func runDeaths() throws(Interruption) {
        while let call = heap.openDeathCall() {
            let (line, hasEnded) = (heap.recorder.line, generatorHasEnded)
            switch call {
            case .finalizer(let ref): try runFinalizer(of: ref)
            case .closing(let generator): try closeLost(generator)
            case .callback(let callback): try runCallback(callback)
            }
            try runDeaths()
            (heap.recorder.line, generatorHasEnded) = (line, hasEnded)
            heap.closeDeathCall()
        }
    }

    /// `__del__` of an object, which something holds meanwhile (Objects/typeobject.c, slot_tp_finalize).
    func runFinalizer(of ref: Ref) throws(Interruption) {
        guard let method = heap.finalizer(of: ref) else { return }
        let name = codeName(method)
        if heap.recorder.isOn { heap.recorder.record(.finalize, heap.storyID(ref), by: name) }
        try ignoringExceptions(in: name) { () throws(Interruption) in
            self.heap.release(try self.callSlot(method, of: ref, []))
        }
    }

    /// A generator that waits is ended before it goes (Objects/genobject.c, _PyGen_Finalize).
    func closeLost(_ generator: Ref) throws(Interruption) {
        var name = "a generator"
        if case .generator(let info) = heap[generator].value { name = "the generator \(info.name)" }
        if heap.recorder.isOn { heap.recorder.record(.finalize, heap.storyID(generator), by: "GeneratorExit") }
        try ignoringExceptions(in: name) { () throws(Interruption) in try self.close(generator) }
    }

    /// The callback of a weak reference gets the reference (Objects/weakrefobject.c, handle_callback).
    func runCallback(_ call: WeakCallback) throws(Interruption) {
        let name = codeName(call.callback)
        if heap.recorder.isOn { heap.recorder.record(.weakrefCallback, heap.storyID(call.reference), by: name) }
        try ignoringExceptions(in: name) { () throws(Interruption) in
            self.heap.release(try self.callFunction(call.callback, [call.reference]))
        }
    }

    /// What the program calls a function, for what is told of it.
    func codeName(_ callable: Ref) -> String {
        switch heap[callable].value {
        case .function(let info): info.qualifiedName
        case .boundMethod(_, let function): codeName(function)
        default: heap.typeName(callable)
        }
    }

    /// Nobody can catch what such code raises: CPython reports it and goes on (Python/errors.c,
    /// PyErr_WriteUnraisable).
    func ignoringExceptions(
        in name: String, _ body: () throws(Interruption) -> Void
    ) throws(Interruption) {
        let height = heap.stack.count
        do throws(Interruption) {
            try body()
        } catch {
            guard let exception = exceptionObject(of: error) else { throw error }
            cutStack(to: height)
            if heap.recorder.isOn {
                heap.recorder.record(.raise, by: "\(lastLine(of: exception)), ignored in \(name)")
            }
            heap.release(exception)
        }
    }

    // MARK: - Collections

    /// Runs a collection of a generation and those younger than it (Modules/gcmodule.c, gc_collect_main). Finalizers and
    /// callbacks run between its phases.
    ///
    /// - Parameter names: what the names of the module are to the collector.
    /// - Returns: how many objects were found unreachable, as `gc.collect()` counts them.
    @discardableResult
    func collect(
        _ generation: Int, _ reason: Collection.Reason, names: CollectorRun.ModuleNames = .hold
    ) throws(Interruption) -> Int {
        try callCollectorCallbacks("start", generation)
        story.phasesToldOutput = story.output.count
        let run = heap.beginCollection(of: generation, reason, names: names)
        tellPhases()
        let ended = try finish(run, names)
        try callCollectorCallbacks(
            "stop", generation, collected: ended.returned, uncollectable: ended.uncollectable.count)
        return ended.returned
    }

    /// Goes on with a collection that knows what is unreachable.
    private func finish(
        _ begun: CollectorRun, _ names: CollectorRun.ModuleNames = .hold
    ) throws(Interruption) -> Collection {
        var run = begun
        if names == .areGone {
            try tellStage("Finalizers run, while the names can still be read") { () throws(Interruption) in
                try self.runFinalizers(&run)
            }
            try dropNames()
            try tellStage("What is left in cycles") { () throws(Interruption) in try self.clear(&run) }
        } else {
            try runFinalizers(&run)
            try clear(&run)
        }
        let collection = heap.endCollection(&run)
        tellPhases(of: collection)
        story.collections.append(collection)
        try checkGarbage()
        return collection
    }

    /// Refuses to keep in `gc.garbage` what would be less than CPython keeps there.
    private func checkGarbage() throws(Interruption) {
        if heap.garbageLacksParts {
            throw .unsupportedInVersion(
                "keeping in 'gc.garbage' an instance whose attributes lie in a dict, a class, a frame or a closure, "
                    + "whose parts it would hold too,")
        }
    }

    private func clear(_ run: inout CollectorRun) throws(Interruption) {
        while heap.clearNext(&run) { try runDeaths() }
    }

    private func runFinalizers(_ run: inout CollectorRun) throws(Interruption) {
        for callback in heap.clearWeakReferences(&run) {
            try runCallback(callback)
            heap.endCallback(callback, &run)
            try runDeaths()
        }
        heap.endWeakReferences(&run)
        tellPhases()
        while let ref = heap.nextFinalizer(&run) {
            if case .generator = heap[ref].value { try closeLost(ref) } else { try runFinalizer(of: ref) }
            heap.endFinalizer(of: ref, &run)
            try runDeaths()
        }
        tellPhases()
        heap.recheck(&run)
        tellPhases()
    }

    /// Does for the collector what an instruction has left to do: keeps the record of collections that ran by
    /// themselves, and runs the code of one that waits.
    func serveCollector(after instruction: Instruction, at place: Int) throws(Interruption) {
        try finishAutomaticCollections()
        if heap.generations.isDue, heap.hasCollectorCallbacks { return try collectWithCallbacks(instruction, place) }
        guard heap.generations.isDue, heap.facts.collectionWaitsForEvaluation,
            checksEvaluation(after: instruction, at: place)
        else { return }
        heap.runDueCollection()
        try finishAutomaticCollections()
    }

    /// A collection that is due, and that functions of the program are told of.
    private func collectWithCallbacks(_ instruction: Instruction, _ place: Int) throws(Interruption) {
        guard heap.facts.collectionWaitsForEvaluation else {
            throw .unsupportedInVersion("a collection that starts by itself while 'gc.callbacks' holds a function")
        }
        guard checksEvaluation(after: instruction, at: place) else { return }
        if let generation = heap.takeDueCollection() { try collect(generation, .threshold) }
    }

    private func finishAutomaticCollections() throws(Interruption) {
        story.phasesToldOutput = story.output.count
        tellPhases()
        story.collections += heap.takeEndedCollections()
        try checkGarbage()
        if let run = heap.takeWaitingCollection() { _ = try finish(run) }
    }
}
