import HeapModel
import Timelines

// The end of a program (`exit:`), as Python/pylifecycle.c, Py_FinalizeEx and finalize_modules have it from 3.4 on.
//
// 1. A collection, while every name still exists.
// 2. The module goes. Functions hold its namespace, and it holds the functions: a second collection finds all of it
//    unreachable, and runs the finalizers of what only names held, while the names can still be read.
// 3. The names go, in the order in which they were bound first, and what they held with them; then what is left in
//    cycles.
//
// Up to 3.3 the second step is another one: the names are set to None, those with one underscore before all others, and
// what finds no name any more finds None (Python/import.c, PyImport_Cleanup; Objects/moduleobject.c, _PyModule_Clear).
// What lies in cycles then is never freed.
extension Interpreter {
    /// Tears the program's module down, and tells each stage as a part of the step.
    func tearDown() throws(Interruption) {
        try tellStage("A collection, while every name still exists") { () throws(Interruption) in
            try self.collect(2, .exit, names: self.heap.facts.exitFindsNamesLast ? .holdLast : .hold)
        }
        if heap.facts.namesEndAsNone {
            try setNamesToNone()
        } else if heap.functionsHoldModule, !heap.facts.marksAndSweeps {
            try collect(2, .exit, names: .areGone)
        } else {
            try dropNames()
            try tellStage("What is left in cycles") { () throws(Interruption) in try self.collect(2, .exit) }
        }
    }

    /// The names of the module go, in the order in which they were bound first.
    func dropNames() throws(Interruption) {
        for name in heap.frames[0].namespace.keys {
            let text = heap.symbols.name(name)
            try tellStage("The name \(text) goes") { () throws(Interruption) in
                _ = self.heap.unbind(name, inFrame: 0)
                try self.runDeaths()
            }
        }
    }

    /// The names of the module are set to None, in the order of its dict, those with one underscore first.
    private func setNamesToNone() throws(Interruption) {
        let names = heap.moduleNamesInOrder()
        func isFirst(_ name: Symbol) -> Bool {
            let text = heap.symbols.name(name)
            return text.hasPrefix("_") && !text.hasPrefix("__")
        }
        for name in names.filter(isFirst) + names.filter({ !isFirst($0) }) {
            try tellStage("The name \(heap.symbols.name(name)) is set to None") { () throws(Interruption) in
                self.heap.bind(name, to: self.heap.makeNone(), inFrame: 0)
                try self.runDeaths()
            }
        }
    }

    /// Runs a stage of the program's end, which becomes a part of the step.
    func tellStage(_ title: String, _ body: () throws(Interruption) -> Void) throws(Interruption) {
        let (events, freed) = (heap.recorder.events.count, heap.recorder.freed.count)
        let (output, collections) = (story.output.count, story.collections.count)
        try body()
        var state = heap.state()
        state.objects = (state.objects + heap.recorder.freed[freed...]).sorted { $0.id < $1.id }
        story.parts.append(
            Step(
                index: story.parts.count + 1, title: title, state: state,
                events: Array(heap.recorder.events[events...]),
                collections: Array(story.collections[collections...]), output: String(story.output.dropFirst(output)),
                labels: story.labels))
    }
}
