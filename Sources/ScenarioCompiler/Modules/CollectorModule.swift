import HeapModel
import Timelines

// The module gc (Modules/gcmodule.c).
extension Natives {
    static let collectorFunctions: [NativeFunction] = [
        NativeFunction(name: "gc.collect", takesKeywords: true) {
            (interpreter, _, arguments, keywords) throws(Interruption) in
            let given = try named(arguments, keywords, ["generation"], "collect")
            let generation =
                try given[0].map { (ref) throws(Interruption) in try cInt(interpreter, ref, "collect") } ?? 2
            guard (0...2).contains(generation) else { throw .raise("ValueError", "invalid generation") }
            // Called by a finalizer while a collection runs (Modules/gcmodule.c, gc_collect_impl).
            if interpreter.heap.isCollecting { return interpreter.heap.makeInt(0) }
            return interpreter.heap.makeInt(try interpreter.collect(generation, .explicit))
        },
        NativeFunction(name: "gc.isenabled") { (interpreter, _, arguments, _) throws(Interruption) in
            try exactly(0, arguments, "gc.isenabled")
            return interpreter.heap.makeBool(interpreter.heap.generations.isEnabled)
        },
        collectorSwitch("gc.enable", true),
        collectorSwitch("gc.disable", false),
        NativeFunction(name: "gc.get_count") { (interpreter, _, arguments, _) throws(Interruption) in
            try exactly(0, arguments, "gc.get_count")
            try checkCounts(interpreter, "gc.get_count")
            return numbers(interpreter.heap.generations.counts, interpreter)
        },
        NativeFunction(name: "gc.get_threshold") { (interpreter, _, arguments, _) throws(Interruption) in
            try exactly(0, arguments, "gc.get_threshold")
            return numbers(interpreter.heap.generations.thresholds, interpreter)
        },
        NativeFunction(name: "gc.set_threshold") { (interpreter, _, arguments, _) throws(Interruption) in
            try parsed(1, 3, arguments, "set_threshold")
            guard interpreter.heap.facts.knowsAllocationCounts else {
                throw .unsupportedInVersion("'gc.set_threshold'")
            }
            var thresholds: [Int] = []
            for argument in arguments { thresholds.append(try cInt(interpreter, argument, "set_threshold")) }
            let count = min(thresholds.count, interpreter.heap.facts.generationCount)
            interpreter.heap.generations.thresholds.replaceSubrange(0..<count, with: thresholds.prefix(count))
            return interpreter.heap.makeNone()
        },
        NativeFunction(name: "gc.is_tracked") { (interpreter, _, arguments, _) throws(Interruption) in
            try exactly(1, arguments, "gc.is_tracked")
            return interpreter.heap.makeBool(interpreter.heap[arguments[0]].flags.contains(.tracked))
        },
        NativeFunction(name: "gc.get_referents") { (interpreter, _, arguments, _) throws(Interruption) in
            var found: [Ref] = []
            for argument in arguments { found += try interpreter.referents(of: argument) }
            let list = interpreter.heap.makeList([])
            for ref in found { interpreter.heap.append(interpreter.heap.shared(ref), to: list) }
            return list
        },
    ]

    /// What the program can set and ask of the collector beside collecting.
    static let collectorSettings: [NativeFunction] = [
        NativeFunction(name: "gc.set_debug") { (interpreter, _, arguments, _) throws(Interruption) in
            try exactly(1, arguments, "gc.set_debug")
            let flags = try cInt(interpreter, arguments[0], "set_debug")
            interpreter.heap.generations.debug = CollectorDebugFlags(rawValue: flags)
            return interpreter.heap.makeNone()
        },
        NativeFunction(name: "gc.get_debug") { (interpreter, _, arguments, _) throws(Interruption) in
            try exactly(0, arguments, "gc.get_debug")
            return interpreter.heap.makeInt(interpreter.heap.generations.debug.rawValue)
        },
        NativeFunction(name: "gc.is_finalized") { (interpreter, _, arguments, _) throws(Interruption) in
            try exactly(1, arguments, "gc.is_finalized")
            return interpreter.heap.makeBool(interpreter.heap[arguments[0]].flags.contains(.finalized))
        },
        NativeFunction(name: "gc.freeze") { (interpreter, _, arguments, _) throws(Interruption) in
            try exactly(0, arguments, "gc.freeze")
            interpreter.heap.freeze()
            return interpreter.heap.makeNone()
        },
        NativeFunction(name: "gc.unfreeze") { (interpreter, _, arguments, _) throws(Interruption) in
            try exactly(0, arguments, "gc.unfreeze")
            interpreter.heap.unfreeze()
            return interpreter.heap.makeNone()
        },
        NativeFunction(name: "gc.get_freeze_count") { (interpreter, _, arguments, _) throws(Interruption) in
            try exactly(0, arguments, "gc.get_freeze_count")
            guard !interpreter.heap.facts.startsWithFrozenObjects else {
                throw .unsupportedInVersion("'gc.get_freeze_count'")
            }
            guard !interpreter.heap.generations.hasFrozen else {
                throw .unsupported(
                    "'gc.get_freeze_count' after 'gc.freeze()', which counts the interpreter's own objects,")
            }
            return interpreter.heap.makeInt(0)
        },
    ]

    /// Refuses what hangs on counts that the model does not have in this version.
    private static func checkCounts(_ interpreter: Interpreter, _ name: String) throws(Interruption) {
        if !interpreter.heap.facts.knowsAllocationCounts { throw .unsupportedInVersion("'\(name)'") }
    }

    private static func numbers(_ values: [Int], _ interpreter: Interpreter) -> Ref {
        interpreter.heap.makeTuple(values.map { interpreter.heap.makeInt($0) })
    }

    private static func collectorSwitch(_ name: String, _ isOn: Bool) -> NativeFunction {
        NativeFunction(name: name) { (interpreter, _, arguments, _) throws(Interruption) in
            try exactly(0, arguments, name)
            interpreter.heap.generations.isEnabled = isOn
            return interpreter.heap.makeNone()
        }
    }
}

extension Interpreter {
    /// What the collector visits from an object, borrowed, in its order (`tp_traverse` of each type): lists and tuples
    /// from their last item on; of a dict whose keys are all strings the values alone.
    fileprivate func referents(of ref: Ref) throws(Interruption) -> [Ref] {
        var found: [Ref] = []
        heap.forEachSlot(of: ref) { target, _ in found.append(target) }
        switch heap[ref].value {
        case .list, .tuple: return found.reversed()
        case .set, .cell, .slice: return found
        case .dict(let table):
            if heap.facts.dictsVisitAllKeys { return table.live.flatMap { [$0.entry.key, $0.entry.value] } }
            let keysAreText = table.live.allSatisfy { string($0.entry.key) != nil }
            return table.live.flatMap { keysAreText ? [$0.entry.value] : [$0.entry.value, $0.entry.key] }
        case .instance where heap.hasOwnDict(ref) && !heap.hasInlineDict(ref):
            let dict = heap.makeOwnDict(of: ref)
            found = []
            heap.forEachSlot(of: ref) { target, _ in if target != dict { found.append(target) } }
            return found + [dict, heap.typeOf(ref)]
        case .instance where heap.hasInlineDict(ref):
            return heap.ownAttributes(ref).map(\.value) + [heap.typeOf(ref)]
        case .instance: return found + [heap.typeOf(ref)]
        case .none, .int, .bigInt, .float, .complex, .string, .bytes, .range: return []
        default: throw .unsupported("'gc.get_referents' of a \(heap.typeName(ref))")
        }
    }
}
